#include "analysis/threads.h"
#include "app/ctl/commands.h"
#include "app/ctl/inspection.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "processing/ingest.h"
#include "processing/ocr_languages.h"

#include <filesystem>
#include <memory>
#include <set>

namespace redwell::ctl {
namespace {

struct IngestArguments {
    std::vector<std::string> paths;
    std::string custodian, ocr = "auto", languages = "eng", by, mailPages = "now";
    int workers = 0;
};

Result<int> ingest(const Options& options, const IngestArguments& given, bool languagesGiven) {
    REDWELL_TRY(const auto opened, openCase(options));
    const auto by = given.by.empty() ? userName() : given.by;
    if (!given.paths.empty()) {
        REDWELL_CHECK(processing::checkLanguages(given.languages));
    }
    if (given.paths.empty() && languagesGiven) {
        REDWELL_TRY(const auto changed, processing::Ingest::replaceMissingLanguages(*opened, given.languages, by));
        if (changed > 0) note("What was to be read in languages that are not installed is read in " + given.languages);
    }
    REDWELL_TRY(auto loaded, processing::Ingest::languages(*opened));
    if (!given.paths.empty() && given.ocr != "never") loaded += " " + given.languages;
    const auto stop = stopOnSignal();
    REDWELL_TRY(const auto pool,
                processing::WorkerPool::start(given.workers > 0 ? given.workers : defaultWorkers(), loaded));
    processing::Ingest work(*opened, *pool);
    if (!given.paths.empty()) {
        const std::vector<std::filesystem::path> paths(given.paths.begin(), given.paths.end());
        REDWELL_CHECK(work.add({paths, given.custodian, given.ocr, given.languages, by}));
    }
    TerminalProgress progress("pages");
    using Pages = processing::Ingest::MailPages;
    const auto pages = given.mailPages == "later" ? Pages::Leave : Pages::SetAtTheEnd;
    const auto summary = work.run(progress, stop, {}, pages);
    progress.finish();
    if (!summary) return summary.error();
    if (const auto threaded = analysis::Threads::rebuild(*opened, progress, stop); !threaded && !stop.stop_requested())
        return threaded.error();
    progress.finish();
    REDWELL_TRY(const bool more, processing::Ingest::hasWork(*opened, pages));
    const Json value = {{"files", summary->files},           {"reviewable", summary->reviewable},
                        {"exceptions", summary->exceptions}, {"duplicates", summary->duplicates},
                        {"pages", summary->pages},           {"finished", !more}};
    std::string text = counted(summary->files, "file") + ": " + std::to_string(summary->reviewable) + " reviewable (" +
                       counted(summary->pages, "page") + "), " + counted(summary->exceptions, "exception") + ", " +
                       std::to_string(summary->duplicates) + " duplicates";
    if (summary->exceptions > 0) text += "\nWhat could not be read: redwellctl exceptions '" + options.casePath + "'";
    show(options, value, text);
    if (more) {
        note("Stopped. What is done is kept; go on with: redwellctl ingest '" + options.casePath + "'");
        return int{kFailed};
    }
    return int{summary->exceptions > 0 ? kWithExceptions : kDone};
}

Result<int> listExceptions(const Options& options) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(auto lease, opened->read());
    REDWELL_TRY(const auto found, documents::DocumentStore(*lease).exceptions());
    std::vector<Json> rows;
    for (const auto& d : found)
        rows.push_back({{"control_number", d.controlNumber},
                        {"file_name", d.fileName},
                        {"exception", d.exceptionKind},
                        {"reason", d.exceptionReason},
                        {"custodian", d.custodian},
                        {"source_path", d.sourcePath}});
    showList(options, rows, {"control_number", "exception", "file_name", "reason"}, "Every document could be read.");
    return int{kDone};
}

Result<int> retryExceptions(const Options& options, const std::string& kind) {
    REDWELL_TRY(const auto opened, openCase(options));
    std::set<std::string> kinds;
    {
        REDWELL_TRY(auto lease, opened->read());
        REDWELL_TRY(const auto found, documents::DocumentStore(*lease).exceptions());
        for (const auto& d : found) kinds.insert(d.exceptionKind);
    }
    if (!kind.empty() && !kinds.contains(kind))
        return Error{ErrorKind::NotFound, "is not a kind of exception in this case", kind,
                     kinds.empty() ? "Every document could be read."
                                   : "There are: " + join({kinds.begin(), kinds.end()}, ", ") + "."};
    const auto wanted = kind.empty() ? std::vector<std::string>(kinds.begin(), kinds.end()) : std::vector{kind};
    REDWELL_TRY(const auto queued, processing::Ingest::retry(*opened, wanted));
    show(options, {{"queued", queued}},
         queued == 0
             ? "Every document could be read."
             : counted(queued, "document") + " queued again. Read with: redwellctl ingest '" + options.casePath + "'");
    return int{kDone};
}

}  // namespace

void addEvidenceCommands(Program& program) {
    const std::vector<std::string> ocrChoices{"auto", "always", "never"};
    {
        const auto given = std::make_shared<IngestArguments>();
        auto* command = program.onCase("ingest", "Take evidence in, or go on with what is queued");
        command->add_option("PATH", given->paths, "Files and folders; none to go on with what is queued");
        command->add_option("--custodian", given->custodian, "Whose papers these are");
        command->add_option("--ocr", given->ocr, "Read scanned pages: auto, always or never")
            ->check(CLI::IsMember(ocrChoices));
        auto* languages = command->add_option("--languages", given->languages,
                                              "OCR languages, such as eng+fra; without PATH, for evidence whose own "
                                              "are not installed");
        command->add_option("--workers", given->workers, "How many documents are read at once")
            ->check(CLI::Range(1, 64));
        command->add_option("--by", given->by, "Who takes it in");
        command
            ->add_option("--mail-pages", given->mailPages,
                         "Set the pages of mails now, or later: mails can be searched and coded at once, and their "
                         "pages come with the next ingest or in the window")
            ->check(CLI::IsMember({"now", "later"}));
        program.does(command, [&options = program.options, given, languages] {
            return ingest(options, *given, languages->count() > 0);
        });
    }
    {
        struct Arguments {
            bool retry = false;
            std::string kind;
        };
        const auto given = std::make_shared<Arguments>();
        auto* command = program.onCase("exceptions", "What could not be read, and why");
        auto* retry = command->add_flag("--retry", given->retry, "Queue them again, to be read by the next ingest");
        command->add_option("--kind", given->kind, "Only those of one kind, such as timed_out")->needs(retry);
        program.does(command, [&options = program.options, given] {
            return given->retry ? retryExceptions(options, given->kind) : listExceptions(options);
        });
    }
    {
        struct Arguments {
            std::string file, ocr = "auto", languages = "eng", password;
        };
        const auto given = std::make_shared<Arguments>();
        auto* command = program.command("inspect", "What a file holds, without a case");
        command->add_option("FILE", given->file, "The file")->required();
        command->add_option("--ocr", given->ocr, "Read scanned pages: auto, always or never")
            ->check(CLI::IsMember(ocrChoices));
        command->add_option("--languages", given->languages, "OCR languages, such as eng+fra");
        command->add_option("--password", given->password, "For a locked file");
        program.does(command, [&options = program.options, given] {
            return inspect(options, given->file, given->ocr, given->languages, given->password);
        });
    }
    {
        const auto file = std::make_shared<std::string>();
        auto* command = program.onCase("import", "Take in the other side's production");
        command->add_option("LOADFILE", *file, "Its DAT file")->required();
        program.does(command, []() -> Result<int> {
            return Error{ErrorKind::Unsupported,
                         "load files cannot be imported in this version",
                         {},
                         "Take the production's own PDF, TIFF and text files in with: redwellctl ingest CASE FOLDER"};
        });
    }
}

}  // namespace redwell::ctl
