#include "processing/found_files.h"

#include "processing/mail_batch.h"
#include "processing/wire/shared_memory.h"

#include <utility>

namespace redwell::processing {

FoundFiles::FoundFiles(Intake::Chunk chunk)
    : m_chunk(std::move(chunk)), m_replies(m_chunk.files.size()), m_isRefused(m_chunk.files.size()) {
    goPastOthers();
}

void FoundFiles::goPastOthers() {
    while (m_next < m_chunk.files.size() && m_chunk.files[m_next].smallMail.empty()) ++m_next;
}

Result<std::optional<FoundFiles::Batch>> FoundFiles::nextBatch() {
    Batch batch;
    std::string bytes;
    for (; m_next < m_chunk.files.size(); goPastOthers()) {
        auto& file = m_chunk.files[m_next];
        if (batch.files.size() == MailBatch::kMostMails ||
            static_cast<std::int64_t>(bytes.size() + file.smallMail.size()) > MailBatch::kMostBytes)
            break;
        const auto& path = file.sourcePath;
        batch.request.items.push_back(
            {path.substr(path.rfind('/') + 1), static_cast<std::int64_t>(file.smallMail.size())});
        batch.files.push_back(m_next);
        bytes += std::exchange(file.smallMail, {});
        ++m_next;
    }
    if (batch.files.empty()) return std::optional<Batch>();
    REDWELL_TRY(batch.input, wire::sealedMemory(bytes));
    ++m_asked;
    return std::optional(std::move(batch));
}

void FoundFiles::hear(const std::vector<std::size_t>& files, JobOutcome outcome) {
    --m_asked;
    auto* reply = std::get_if<wire::ParseBatchReply>(&outcome.reply);
    const bool isSound = !outcome.error && reply && reply->items.size() == files.size();
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (isSound && reply->items[i])
            m_replies[files[i]] = std::move(reply->items[i]);
        else  // whatever was wrong with the batch, it tells nothing about this mail
            m_isRefused[files[i]] = true;
    }
}

}  // namespace redwell::processing
