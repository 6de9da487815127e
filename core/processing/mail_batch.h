// Small mails that one worker child reads in a row. A child for each would cost more than the reading: that a document
// is read in a process of its own holds between custodians, and for everything that is no small mail.
#pragma once

#include "base/files.h"
#include "casefile/originals.h"
#include "processing/job_queue.h"
#include "processing/wire/job.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::processing {

class MailBatch {
public:
    static constexpr std::size_t kMostMails = 512;
    static constexpr std::int64_t kMostBytes = std::int64_t{4} << 20;
    static bool mayHold(const WaitingParse& waiting);
    // Looks like a small mail; only the worker knows.
    static bool looksLikeOne(std::string_view fileName, std::string_view mimeType, std::int64_t size);

    bool accepts(const WaitingParse& waiting) const;  // room is left, and the custodian is the same
    void add(WaitingParse waiting);
    bool isEmpty() const { return m_mails.empty(); }
    bool isFull() const;

    // The request and the bytes of all mails in sealed memory; those whose original cannot be read are left out, to be
    // asked for alone.
    struct Ready {
        wire::ParseBatchRequest request;
        FileDescriptor input;
        std::vector<Job> jobs;    // one an item
        std::vector<Job> others;  // left out
    };
    Result<Ready> take(const casefile::Originals& originals);

private:
    std::vector<WaitingParse> m_mails;
    std::int64_t m_bytes = 0;
};

}  // namespace redwell::processing
