#include "app/ctl/commands.h"
#include "base/files.h"
#include "base/text.h"
#include "processing/ingest.h"
#include "production/privilege_log.h"
#include "production/produce.h"
#include "production/unfinished.h"
#include "production/verify.h"

#include <algorithm>
#include <memory>

namespace redwell::ctl {
namespace {

Json toJson(const production::Verification& verification) {
    Json findings = Json::array();
    for (const auto& f : verification.findings)
        findings.push_back({{"kind", f.kind}, {"file", f.file}, {"page", f.page}, {"detail", f.detail}});
    return {{"passed", verification.passed()}, {"files", verification.files},     {"documents", verification.documents},
            {"pages", verification.pages},     {"secrets", verification.secrets}, {"findings", findings}};
}

std::string describe(const production::Verification& verification) {
    std::string text = verification.passed() ? "Verified" : counted(verification.findings.size(), "finding");
    text += ": " + counted(verification.files, "file") + ", " + counted(verification.documents, "document") + ", " +
            counted(verification.pages, "page") + " read back";
    if (verification.secrets > 0) text += ", " + counted(verification.secrets, "secret") + " looked for";
    for (const auto& f : verification.findings)
        text += "\n  " + f.kind + "  " + escapeControls(f.file) +
                (f.page > 0 ? ", page " + std::to_string(f.page) : "") + ": " + escapeControls(f.detail);
    return text;
}

Json toJson(const std::vector<production::PlanConflict>& conflicts) {
    Json all = Json::array();
    for (const auto& c : conflicts)
        all.push_back({{"control_number", c.controlNumber}, {"kind", c.kind}, {"what", c.what}, {"blocks", c.blocks}});
    return all;
}

Json toJson(const production::PlannedDocument& planned) {
    return {{"control_number", planned.document.controlNumber},
            {"title", planned.document.title},
            {"treatment", production::name(planned.treatment)},
            {"pages", planned.pages},
            {"redactions", planned.redactions},
            {"begin_bates", planned.beginBates},
            {"end_bates", planned.endBates}};
}

std::int64_t blockingIn(const production::Plan& plan) {
    return std::ranges::count_if(plan.conflicts, &production::PlanConflict::blocks);
}

// By document, what must be settled first on top.
void noteConflicts(const production::Plan& plan) {
    auto conflicts = plan.conflicts;
    std::ranges::stable_sort(conflicts, {}, [](const auto& c) { return std::pair(!c.blocks, c.controlNumber); });
    for (const auto& c : conflicts)
        note(std::string(c.blocks ? "Settle first: " : "Look at: ") + c.controlNumber + " " + escapeControls(c.what));
}

struct ProduceArguments {
    std::string specification, out, by;
    int workers = 0;
    bool noVerify = false, dryRun = false;
};

// What would be written; fails where that would be refused, as the production itself does.
Result<int> showPlan(const Options& options, casefile::Case& opened, const production::Specification& specification) {
    REDWELL_CHECK(production::settleUnfinished(opened));
    REDWELL_TRY(const auto plan, production::plan(opened, specification));
    const int going = plan.produced + plan.redacted + plan.slipSheets;
    const auto blocking = blockingIn(plan);
    Json rows = Json::array();
    std::string first, last;
    for (const auto& planned : plan.documents) {
        rows.push_back(toJson(planned));
        if (planned.beginBates.empty()) continue;
        if (first.empty()) first = planned.beginBates;
        last = planned.endBates;
    }
    noteConflicts(plan);
    const Json value = {{"volume", specification.volume},
                        {"dry_run", true},
                        {"would_be_refused", blocking > 0 || going == 0},
                        {"documents", going},
                        {"pages", plan.producedPages},
                        {"in_full", plan.produced},
                        {"redacted", plan.redacted},
                        {"slip_sheets", plan.slipSheets},
                        {"withheld", plan.withheld},
                        {"first_bates", first},
                        {"last_bates", last},
                        {"conflicts", toJson(plan.conflicts)},
                        {"planned", rows}};
    show(options, value,
         specification.volume + " would hold " + counted(going, "document") + ", " +
             counted(plan.producedPages, "page") + (going > 0 ? ", " + first + " to " + last : std::string()) + ": " +
             std::to_string(plan.produced) + " in full, " + std::to_string(plan.redacted) + " redacted, " +
             counted(plan.slipSheets, "slip sheet") + "; " + std::to_string(plan.withheld) + " withheld\n" +
             (blocking > 0 ? counted(blocking, "conflict") + " must be settled first. Nothing was written."
                           : "Nothing was written."));
    if (!options.json && !rows.empty())
        showList(options, rows, {"control_number", "treatment", "begin_bates", "end_bates", "pages", "title"}, {});
    return int{blocking > 0 || going == 0 ? kFailed : kDone};
}

std::string describe(const production::ProductionReport& report) {
    std::string text = report.isSealed ? "Sealed " : "Written but not sealed: ";
    text += report.folder.string() + "\n" + counted(report.documents, "document") + ", " +
            counted(report.pages, "page") + ", " + report.firstBates + " to " + report.lastBates + "; " +
            std::to_string(report.redacted) + " redacted, " + std::to_string(report.withheld) + " withheld";
    return text;
}

Result<int> produce(const Options& options, const ProduceArguments& given) {
    if (given.out.empty() && !given.dryRun)
        return Error{ErrorKind::Usage, "--out is required", "produce",
                     "Name the folder that gets the volume, or look first with --dry-run."};
    REDWELL_TRY(const auto text, readFile(given.specification, std::size_t{1} << 24));
    auto specification = production::Specification::fromJson(text);
    if (!specification) {
        Error error = specification.error();
        if (error.where.empty()) error.where = given.specification;
        return error;
    }
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_CHECK(finishPages(*opened));
    if (given.dryRun) return showPlan(options, *opened, *specification);
    const auto stop = stopOnSignal();
    REDWELL_TRY(const auto languages, processing::Ingest::languages(*opened));
    REDWELL_TRY(const auto pool, processing::WorkerPool::start(given.workers > 0 ? given.workers : defaultWorkers(),
                                                               languages, production::productionLimits()));
    TerminalProgress progress("pages");
    const production::ProduceOptions how{given.out, given.by.empty() ? userName() : given.by, !given.noVerify,
                                         noteConflicts};
    const auto report = production::produce(*opened, *pool, *specification, how, progress, stop);
    progress.finish();
    if (!report) return report.error();
    Json value = {{"folder", report->folder.string()},
                  {"sealed", report->isSealed},
                  {"manifest_sha256", report->manifestSha256},
                  {"documents", report->documents},
                  {"pages", report->pages},
                  {"withheld", report->withheld},
                  {"redacted", report->redacted},
                  {"first_bates", report->firstBates},
                  {"last_bates", report->lastBates},
                  {"conflicts", toJson(report->conflicts)},
                  {"verification", toJson(report->verification)}};
    show(options, value, describe(*report) + (given.noVerify ? "" : "\n" + describe(report->verification)));
    if (report->verification.passed()) return int{kDone};
    return Error{ErrorKind::Leak,
                 "is not sealed: its read-back made " + counted(report->verification.findings.size(), "finding"),
                 specification->volume, "They are listed in " + (report->folder / "findings.txt").string() + "."};
}

Result<int> verify(const Options& options, const std::string& folder, const std::string& casePath) {
    std::unique_ptr<casefile::Case> opened;
    if (!casePath.empty()) {
        Options with = options;
        with.casePath = casePath;
        REDWELL_TRY(opened, openCase(with));
    }
    const auto stop = stopOnSignal();
    std::string languages;
    if (opened) {
        REDWELL_TRY(languages, processing::Ingest::languages(*opened));
    }
    REDWELL_TRY(const auto pool, processing::WorkerPool::start(defaultWorkers(), languages));
    TerminalProgress progress("files");
    const auto verification = production::verify(folder, opened.get(), *pool, progress, stop);
    progress.finish();
    if (!verification) return verification.error();
    show(options, toJson(*verification), describe(*verification));
    return int{verification->passed() ? kDone : kFailed};
}

Result<int> writeLog(const Options& options, const std::string& out) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_CHECK(production::writePrivilegeLog(*opened, out));
    REDWELL_TRY(const auto entries, production::privilegeLog(*opened));
    show(options, {{"file", out}, {"entries", entries.size()}}, out + ": " + counted(entries.size(), "entry"));
    return int{kDone};
}

}  // namespace

void addProductionCommands(Program& program) {
    {
        const auto given = std::make_shared<ProduceArguments>();
        auto* command = program.onCase("produce", "Write a production set, read it back, seal it");
        command->add_option("--spec", given->specification, "What the production is to be (JSON)")->required();
        command->add_option("--out", given->out, "The folder that gets the volume");
        command->add_flag("--dry-run", given->dryRun,
                          "Show what would go out, what is withheld and what conflicts, and write nothing");
        command->add_option("--by", given->by, "Who produces");
        command->add_option("--workers", given->workers, "How many documents are written at once")
            ->check(CLI::Range(1, 64));
        command->add_flag("--no-verify", given->noVerify, "Leave the volume unsealed and unread (for measuring only)");
        program.does(command, [&options = program.options, given] { return produce(options, *given); });
    }
    {
        struct Arguments {
            std::string folder, casePath;
        };
        const auto given = std::make_shared<Arguments>();
        auto* command = program.command("verify", "Read a production back from its own files");
        command->add_option("DIR", given->folder, "The volume's folder")->required();
        command->add_option("--case", given->casePath, "The case it came from: its secrets are looked for too");
        program.does(command,
                     [&options = program.options, given] { return verify(options, given->folder, given->casePath); });
    }
    {
        const auto out = std::make_shared<std::string>();
        auto* command = program.onCase("privilege-log", "Write the privilege log");
        command->add_option("--out", *out, "FILE.xlsx or FILE.csv")->required();
        program.does(command, [&options = program.options, out] { return writeLog(options, *out); });
    }
}

}  // namespace redwell::ctl
