#include "production/produce.h"

#include "base/files.h"
#include "base/text.h"
#include "casefile/audit.h"
#include "production/ledger.h"
#include "production/unfinished.h"
#include "production/volume_writer.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

namespace redwell::production {

namespace fs = std::filesystem;

namespace {

Status refuseConflicts(const Plan& plan) {
    const PlanConflict* first = nullptr;
    int blocking = 0;
    for (const auto& conflict : plan.conflicts) {
        if (!conflict.blocks) continue;
        if (!first) first = &conflict;
        ++blocking;
    }
    if (!first) return {};
    std::string what = first->controlNumber + " " + first->what;
    if (blocking > 1) what += ", and " + std::to_string(blocking - 1) + " more conflicts";
    return Error{ErrorKind::Conflict, what, plan.specification.volume,
                 "Settle what blocks the production, then produce again."};
}

// One call for the whole file system: every file of the volume is on disk before its name is.
Status syncAll(const fs::path& folder) {
    const FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::syncfs(opened.get()) != 0) return systemError("could not be written to disk", folder);
    return {};
}

Status writeFindings(const fs::path& partial, const Verification& verification) {
    std::string text = "This volume was not sealed. Its read-back found:\n\n";
    for (const auto& f : verification.findings)
        text +=
            f.kind + "\t" + f.file + (f.page > 0 ? ", page " + std::to_string(f.page) : "") + "\t" + f.detail + "\n";
    return writeFileDurably(partial / kFindingsName, text, 0644);
}

class Production {
public:
    Production(casefile::Case& source, processing::WorkerPool& pool, const ProduceOptions& options, Progress& progress,
               std::stop_token stop)
        : m_case(source), m_pool(pool), m_options(options), m_progress(progress), m_stop(std::move(stop)) {}

    Result<ProductionReport> run(const Specification& specification) {
        if (m_case.isReadOnly())
            return Error{ErrorKind::ReadOnly, "is open for reading only: " + m_case.readOnlyReason(),
                         m_case.folder().string(), "Close it there, then produce again."};
        REDWELL_CHECK(settleUnfinished(m_case));
        REDWELL_TRY(m_plan, plan(m_case, specification));
        if (m_options.planned) m_options.planned(m_plan);
        REDWELL_CHECK(refuseConflicts(m_plan));
        if (m_plan.produced + m_plan.redacted + m_plan.slipSheets == 0)
            return Error{
                ErrorKind::Conflict,
                "nothing would go out: no document that matches '" + specification.query + "' is to be produced",
                specification.volume, "Code documents first, or change the query."};
        m_folder = fs::absolute(m_options.out) / specification.volume;
        m_partial = partialOf(m_folder);
        REDWELL_CHECK(findRoom());
        REDWELL_TRY(m_id, m_case.write([&](casefile::Database& database) {
            return Ledger(database).begin(m_plan, m_folder.string(), m_options.by);
        }));
        auto report = writeAndSeal();
        std::error_code code;
        // One that stands under its final name although sealing failed, and could not be taken back, keeps its numbers.
        if ((report && report->isSealed) || fs::exists(m_folder, code)) return report;
        // If this fails, settleUnfinished() does it when the next production begins.
        static_cast<void>(m_case.write([&](casefile::Database& database) { return Ledger(database).abandon(m_id); }));
        if (!report) return withoutRemains(report.error());
        return report;
    }

private:
    // Makes no folder yet: what is refused later must leave nothing that stands in the way of the next attempt.
    Status findRoom() {
        std::error_code code;
        if (fs::exists(m_folder, code))
            return Error{ErrorKind::Conflict, "is there already", m_folder.string(),
                         "Take another volume name or another folder."};
        if (!fs::exists(m_partial, code)) return {};
        REDWELL_TRY(auto lease, m_case.read());
        REDWELL_TRY(const bool ours, Ledger(*lease).knowsFolder(m_folder.string()));
        if (ours) return {};
        return Error{ErrorKind::Conflict, "was left by something else than a production of this case",
                     m_partial.string(), "Move it away, or produce into another folder."};
    }

    Status makeRoom() {
        std::error_code code;
        fs::remove_all(m_partial, code);
        if (code)
            return Error{ErrorKind::Permission, "an earlier attempt could not be removed: " + code.message(),
                         m_partial.string()};
        return makeFolders(m_partial);
    }

    Error withoutRemains(Error error) const {
        std::error_code code;
        fs::remove_all(m_partial, code);
        if (code) error.what += " (and what was written could not be removed from " + m_partial.string() + ")";
        return error;
    }

    Result<ProductionReport> writeAndSeal() {
        REDWELL_CHECK(makeRoom());
        VolumeWriter writer(m_case, m_pool, m_plan, m_partial);
        ProductionReport report;
        REDWELL_TRY(report.manifestSha256, writer.write(m_progress, m_stop));
        report.folder = m_partial;
        report.conflicts = m_plan.conflicts;
        report.documents = m_plan.produced + m_plan.redacted + m_plan.slipSheets;
        report.pages = m_plan.producedPages;
        report.withheld = m_plan.withheld;
        report.redacted = m_plan.redacted;
        for (const auto& planned : m_plan.documents) {
            if (planned.beginBates.empty()) continue;
            if (report.firstBates.empty()) report.firstBates = planned.beginBates;
            report.lastBates = planned.endBates;
        }
        if (!m_options.verify) return report;
        REDWELL_TRY(report.verification, verify(m_partial, &m_case, m_pool, m_progress, m_stop));
        if (!report.verification.passed()) {
            // Only a convenience: the report holds them too, and must not be lost to a full disk.
            static_cast<void>(writeFindings(m_partial, report.verification));
            return report;
        }
        REDWELL_CHECK(syncAll(m_partial));
        report.folder = m_folder;
        REDWELL_CHECK(seal(report));
        report.isSealed = true;
        return report;
    }

    Status seal(const ProductionReport& report) {
        const auto kept = m_case.productionsFolder() / m_plan.specification.volume;
        REDWELL_CHECK(makeFolders(kept));
        REDWELL_TRY(const auto manifest, readFile(m_partial / kManifestName));
        REDWELL_CHECK(writeFileDurably(kept / kManifestName, manifest, 0644));
        REDWELL_CHECK(writeFileDurably(kept / kSpecificationName, m_plan.specification.toJson(), 0644));
        const auto sealed = m_case.write([&](casefile::Database& database) -> Status {
            REDWELL_CHECK(recordSealed(database, m_id, m_options.by, report));
            // Last, so that a volume without ".partial" is always one that the case knows as sealed; what a power cut
            // leaves between here and the commit, settleUnfinished() puts right.
            std::error_code code;
            fs::rename(m_partial, m_folder, code);
            if (code)
                return Error{ErrorKind::Permission, "the finished volume could not be renamed: " + code.message(),
                             m_partial.string()};
            return syncFolder(m_folder.parent_path());
        });
        std::error_code ignored;
        if (!sealed && fs::exists(m_folder, ignored)) fs::rename(m_folder, m_partial, ignored);
        return sealed;
    }

    casefile::Case& m_case;
    processing::WorkerPool& m_pool;
    const ProduceOptions& m_options;
    Progress& m_progress;
    std::stop_token m_stop;
    Plan m_plan;
    fs::path m_folder, m_partial;
    ProductionId m_id;
};

}  // namespace

processing::WorkerLimits productionLimits() {
    using namespace std::chrono_literals;
    return {1800s, std::int64_t{4} << 30, 1800s};
}

fs::path partialOf(fs::path volume) {
    volume += ".partial";
    return volume;
}

Status recordSealed(casefile::Database& database, ProductionId production, std::string_view by,
                    const ProductionReport& report) {
    REDWELL_CHECK(Ledger(database).seal(production, report.manifestSha256));
    return casefile::appendAudit(database, by, "produce", report.folder.filename().string(),
                                 {{"folder", report.folder.string()},
                                  {"documents", report.documents},
                                  {"pages", report.pages},
                                  {"withheld", report.withheld},
                                  {"redacted", report.redacted},
                                  {"bates", {report.firstBates, report.lastBates}},
                                  {"manifest_sha256", report.manifestSha256}});
}

Result<ProductionReport> produce(casefile::Case& source, processing::WorkerPool& pool,
                                 const Specification& specification, const ProduceOptions& options, Progress& progress,
                                 std::stop_token stop) {
    return Production(source, pool, options, progress, std::move(stop)).run(specification);
}

}  // namespace redwell::production
