// Files of one source in the order in which they were found, with what was read of the small mails among them before
// any of it is written: such a mail then needs no place in the queue.
#pragma once

#include "processing/intake.h"
#include "processing/worker_pool.h"

#include <optional>
#include <vector>

namespace redwell::processing {

class FoundFiles {
public:
    explicit FoundFiles(Intake::Chunk chunk);

    // Mails that nobody was asked for yet, with their bytes end to end in sealed memory; nothing when none is left.
    struct Batch {
        wire::ParseBatchRequest request;
        FileDescriptor input;
        std::vector<std::size_t> files;  // one an item
    };
    Result<std::optional<Batch>> nextBatch();
    void hear(const std::vector<std::size_t>& files, JobOutcome outcome);
    bool isRead() const { return m_next == m_chunk.files.size() && m_asked == 0; }

    const Source& source() const { return m_chunk.source; }
    bool isLast() const { return m_chunk.isLast; }
    std::size_t size() const { return m_chunk.files.size(); }
    const TakenFile& file(std::size_t i) const { return m_chunk.files[i]; }
    const wire::ParseReply* reply(std::size_t i) const { return m_replies[i] ? &*m_replies[i] : nullptr; }
    // It was asked for beside others and not read: it must be asked for alone.
    bool isRefused(std::size_t i) const { return m_isRefused[i]; }

private:
    void goPastOthers();

    Intake::Chunk m_chunk;
    std::vector<std::optional<wire::ParseReply>> m_replies;
    std::vector<bool> m_isRefused;
    std::size_t m_next = 0;   // the next mail to be asked for
    std::size_t m_asked = 0;  // batches that are being read
};

}  // namespace redwell::processing
