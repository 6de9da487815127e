#include "processing/transactions.h"

#include "documents/document_store.h"
#include "processing/job_queue.h"

namespace redwell::processing {

using casefile::Database;

namespace {

// The case itself fails (full disk, read-only, damaged database): no document is to blame, so the run ends here.
bool concernsTheCase(const Error& error) {
    switch (error.kind) {
        case ErrorKind::DiskFull:
        case ErrorKind::ReadOnly:
        case ErrorKind::Permission:
        case ErrorKind::Busy:
        case ErrorKind::Damaged: return true;
        default: return false;
    }
}

}  // namespace

// All in one transaction; where something cannot be written for its own sake, each in its own.
Result<Written> Transactions::write(const std::vector<std::shared_ptr<FoundFiles>>& all) const {
    Written written;
    std::int64_t files = 0;
    for (const auto& found : all) files += static_cast<std::int64_t>(found->size());
    auto added = m_case.write([&](Database& database) -> Status {
        ResultWriter writer(database, m_case);
        for (const auto& found : all) {
            for (std::size_t i = 0; i < found->size(); ++i) REDWELL_CHECK(add(writer, *found, i, true, written));
            if (found->isLast()) REDWELL_CHECK(JobQueue(database).markWalked(found->source().id));
        }
        return m_case.originals().sync();  // attachments
    });
    if (!added) {
        if (concernsTheCase(added.error())) return added.error();
        written = {};
        for (const auto& found : all) {
            for (std::size_t i = 0; i < found->size(); ++i) REDWELL_CHECK(addAlone(*found, i, written));
            if (!found->isLast()) continue;
            REDWELL_CHECK(
                m_case.write([&](Database& database) { return JobQueue(database).markWalked(found->source().id); }));
        }
    }
    written.files = files;
    for (const auto& found : all)
        if (found->size() > 0) written.line = found->file(found->size() - 1).sourcePath;
    return written;
}

Status Transactions::add(ResultWriter& writer, const FoundFiles& found, std::size_t i, bool asRead,
                         Written& written) const {
    const auto* reply = asRead ? found.reply(i) : nullptr;
    REDWELL_TRY(const auto effect, reply ? writer.addRead(found.source(), found.file(i), *reply)
                                         : writer.addFound(found.source(), found.file(i)));
    if (effect.queued && found.isRefused(i)) written.single.push_back(effect.queued);
    note(effect, {}, written);
    return {};
}

Status Transactions::addAlone(const FoundFiles& found, std::size_t i, Written& written) const {
    const auto write = [&](bool asRead) {
        Written alone;
        auto status = m_case.write([&](Database& database) -> Status {
            ResultWriter writer(database, m_case);
            REDWELL_CHECK(add(writer, found, i, asRead, alone));
            return m_case.originals().sync();
        });
        if (status) {
            written.sum += alone.sum;
            written.single.insert(written.single.end(), alone.single.begin(), alone.single.end());
        }
        return status;
    };
    auto status = write(true);
    if (!status && !concernsTheCase(status.error())) status = write(false);  // the queue tells what is wrong with it
    return status;
}

// All in one transaction; where one result cannot be written for its own sake, each in its own.
Result<Written> Transactions::write(const std::vector<Ended>& all) const {
    Written written;
    auto applied = m_case.write([&](Database& database) -> Status {
        ResultWriter writer(database, m_case);
        for (const auto& ended : all) {
            REDWELL_TRY(const auto effect, writer.apply(ended.job, ended.outcome));
            note(effect, ended.job, written);
        }
        return m_case.originals().sync();
    });
    if (!applied) {
        if (concernsTheCase(applied.error())) return applied.error();
        written = {};
        for (const auto& ended : all) REDWELL_CHECK(applyAlone(ended, written));
    }
    for (const auto& ended : all) written.done.push_back(ended.job);
    REDWELL_TRY(auto lease, m_case.read());
    const auto last = documents::DocumentStore(*lease).find(all.back().job.document);
    if (last && *last) written.line = (*last)->fileName;
    return written;
}

Status Transactions::applyAlone(const Ended& ended, Written& written) const {
    const auto write = [&](const auto& how) {
        return m_case.write([&](Database& database) -> Result<Effect> {
            ResultWriter writer(database, m_case);
            auto effect = how(writer);
            REDWELL_CHECK(m_case.originals().sync());
            return effect;
        });
    };
    auto effect = write([&](ResultWriter& writer) { return writer.apply(ended.job, ended.outcome); });
    if (!effect && !concernsTheCase(effect.error())) {
        const auto reason = effect.error();
        effect = write([&](ResultWriter& writer) { return writer.fail(ended.job, reason); });
    }
    if (!effect) return effect.error();
    note(*effect, ended.job, written);
    return {};
}

void Transactions::note(const Effect& effect, const Job& job, Written& written) const {
    auto counted = effect;
    if (!m_countsLayouts) counted.pagesKnown -= effect.layoutsKnown;
    written.sum += counted;
    if (effect.tryAgainAlone) written.again.push_back(job);
}

}  // namespace redwell::processing
