#include "processing/mail_batch.h"

#include "base/text.h"
#include "processing/wire/shared_memory.h"

#include <unistd.h>

namespace redwell::processing {
namespace {

constexpr std::int64_t kSmall = std::int64_t{256} << 10;  // one larger has attachments, and is worth a child

bool readWhole(int fd, std::int64_t size, std::string& into) {
    const auto begin = into.size();
    into.resize(begin + static_cast<std::size_t>(size));
    std::size_t have = 0;
    while (have < static_cast<std::size_t>(size)) {
        const auto got =
            ::pread(fd, into.data() + begin + have, static_cast<std::size_t>(size) - have, static_cast<off_t>(have));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        have += static_cast<std::size_t>(got);
    }
    if (have == static_cast<std::size_t>(size)) return true;
    into.resize(begin);
    return false;
}

}  // namespace

bool MailBatch::mayHold(const WaitingParse& waiting) {
    return waiting.job.attempts == 0 && waiting.job.resumeAt.empty() &&
           looksLikeOne(waiting.fileName, waiting.mimeType, waiting.size);
}

bool MailBatch::looksLikeOne(std::string_view fileName, std::string_view mimeType, std::int64_t size) {
    if (size <= 0 || size > kSmall) return false;
    const bool hasMailName = fileName.ends_with(".eml") || fileName.ends_with(".EML");
    // "1258471718.M1P2.host:2,S" and plain numbers: the names of a maildir.
    const bool hasMaildirName = fileName.find(":2,") != std::string_view::npos;
    return hasMailName || hasMaildirName || mimeType == "message/rfc822";
}

bool MailBatch::isFull() const { return m_mails.size() >= kMostMails || m_bytes >= kMostBytes; }

bool MailBatch::accepts(const WaitingParse& waiting) const {
    return m_mails.empty() || (!isFull() && m_mails.front().custodian == waiting.custodian);
}

void MailBatch::add(WaitingParse waiting) {
    m_bytes += waiting.size;
    m_mails.push_back(std::move(waiting));
}

Result<MailBatch::Ready> MailBatch::take(const casefile::Originals& originals) {
    Ready ready;
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(m_bytes));
    for (auto& mail : m_mails) {
        const auto original = originals.open(mail.sha256);
        if (!original || !readWhole(original->get(), mail.size, bytes)) {
            ready.others.push_back(std::move(mail.job));
            continue;
        }
        ready.request.items.push_back({std::move(mail.fileName), mail.size});
        ready.jobs.push_back(std::move(mail.job));
    }
    m_mails.clear();
    m_bytes = 0;
    if (ready.jobs.empty()) return ready;
    REDWELL_TRY(ready.input, wire::sealedMemory(bytes));
    return ready;
}

}  // namespace redwell::processing
