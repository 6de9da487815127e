#include "production/produce.h"

#include "base/files.h"
#include "base/text.h"
#include "casefile/audit.h"
#include "production/ledger.h"
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
    return writeFileDurably(partial / "findings.txt", text, 0644);
}

class Production {
public:
    Production(casefile::Case& source, processing::WorkerPool& pool, const ProduceOptions& options, Progress& progress,
               std::stop_token stop)
        : m_case(source), m_pool(pool), m_options(options), m_progress(progress), m_stop(std::move(stop)) {}

    Result<ProductionReport> run(const Specification& specification) {
        REDWELL_TRY(m_plan, plan(m_case, specification));
        REDWELL_CHECK(refuseConflicts(m_plan));
        if (m_plan.produced + m_plan.redacted + m_plan.slipSheets == 0)
            return Error{
                ErrorKind::Conflict,
                "nothing would go out: no document that matches '" + specification.query + "' is to be produced",
                specification.volume, "Code documents first, or change the query."};
        m_folder = fs::absolute(m_options.out) / specification.volume;
        m_partial = m_folder;
        m_partial += ".partial";
        REDWELL_CHECK(makeRoom());
        REDWELL_TRY(m_id, m_case.write([&](casefile::Database& database) -> Result<ProductionId> {
            Ledger ledger(database);
            REDWELL_CHECK(ledger.abandonUnfinished());
            return ledger.begin(m_plan, m_folder.string(), m_options.by);
        }));
        auto report = writeAndSeal();
        if (!report) {
            const auto gaveBack =
                m_case.write([&](casefile::Database& database) { return Ledger(database).abandon(m_id); });
            std::error_code ignored;
            if (report.error().kind != ErrorKind::Leak) fs::remove_all(m_partial, ignored);
            if (!gaveBack) return gaveBack.error();
        }
        return report;
    }

private:
    Status makeRoom() {
        std::error_code code;
        if (fs::exists(m_folder, code))
            return Error{ErrorKind::Conflict, "is there already", m_folder.string(),
                         "Take another volume name or another folder."};
        if (fs::exists(m_partial, code)) {
            REDWELL_TRY(auto lease, m_case.read());
            REDWELL_TRY(const bool ours, Ledger(*lease).knowsFolder(m_folder.string()));
            if (!ours)
                return Error{ErrorKind::Conflict, "was left by something else than a production of this case",
                             m_partial.string(), "Move it away, or produce into another folder."};
            fs::remove_all(m_partial, code);
            if (code)
                return Error{ErrorKind::Permission, "an earlier attempt could not be removed: " + code.message(),
                             m_partial.string()};
        }
        return makeFolders(m_partial);
    }

    Result<ProductionReport> writeAndSeal() {
        VolumeWriter writer(m_case, m_pool, m_plan, m_partial);
        ProductionReport report;
        REDWELL_TRY(report.manifestSha256, writer.write(m_progress, m_stop));
        report.folder = m_folder;
        report.documents = m_plan.produced + m_plan.redacted + m_plan.slipSheets;
        report.pages = m_plan.producedPages;
        report.withheld = m_plan.withheld;
        report.redacted = m_plan.redacted;
        for (const auto& planned : m_plan.documents) {
            if (planned.beginBates.empty()) continue;
            if (report.firstBates.empty()) report.firstBates = planned.beginBates;
            report.lastBates = planned.endBates;
        }
        if (!m_options.verify) {
            report.folder = m_partial;
            REDWELL_CHECK(m_case.write([&](casefile::Database& database) { return Ledger(database).abandon(m_id); }));
            return report;
        }
        REDWELL_TRY(report.verification, verify(m_partial, &m_case, m_pool, m_progress, m_stop));
        if (!report.verification.passed()) {
            REDWELL_CHECK(writeFindings(m_partial, report.verification));
            return Error{ErrorKind::Leak,
                         "is not sealed: its read-back made " + std::to_string(report.verification.findings.size()) +
                             " findings, the first in " + report.verification.findings.front().file + " (" +
                             report.verification.findings.front().detail + ")",
                         m_plan.specification.volume,
                         "They are listed in " + (m_partial / "findings.txt").string() + "."};
        }
        REDWELL_CHECK(syncAll(m_partial));
        REDWELL_CHECK(seal(report));
        return report;
    }

    Status seal(const ProductionReport& report) {
        const auto kept = m_case.productionsFolder() / m_plan.specification.volume;
        REDWELL_CHECK(makeFolders(kept));
        REDWELL_TRY(const auto manifest, readFile(m_partial / kManifestName));
        REDWELL_CHECK(writeFileDurably(kept / kManifestName, manifest, 0644));
        REDWELL_CHECK(writeFileDurably(kept / "specification.json", m_plan.specification.toJson(), 0644));
        const auto sealed = m_case.write([&](casefile::Database& database) -> Status {
            REDWELL_CHECK(Ledger(database).seal(m_id, report.manifestSha256));
            REDWELL_CHECK(casefile::appendAudit(database, m_options.by, "produce", m_plan.specification.volume,
                                                {{"folder", m_folder.string()},
                                                 {"documents", report.documents},
                                                 {"pages", report.pages},
                                                 {"withheld", report.withheld},
                                                 {"redacted", report.redacted},
                                                 {"bates", {report.firstBates, report.lastBates}},
                                                 {"manifest_sha256", report.manifestSha256}}));
            // Last, so that a volume without ".partial" is always one that the case knows as sealed.
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

Result<ProductionReport> produce(casefile::Case& source, processing::WorkerPool& pool,
                                 const Specification& specification, const ProduceOptions& options, Progress& progress,
                                 std::stop_token stop) {
    return Production(source, pool, options, progress, std::move(stop)).run(specification);
}

}  // namespace redwell::production
