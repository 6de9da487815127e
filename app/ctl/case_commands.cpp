#include "app/ctl/commands.h"
#include "base/files.h"
#include "base/text.h"
#include "casefile/audit.h"
#include "casefile/backup.h"
#include "documents/document_store.h"
#include "processing/ingest.h"

#include <memory>

namespace redwell::ctl {
namespace {

Result<int> makeCase(const Options& options, const std::string& name, const std::string& templateFile,
                     const std::string& zone) {
    casefile::Case::NewCase wanted{name, zone, casefile::CaseTemplate::standard()};
    if (!templateFile.empty()) {
        REDWELL_TRY(const auto text, readFile(templateFile, std::size_t{1} << 24));
        auto read = casefile::CaseTemplate::fromJson(text);
        if (!read) {
            Error error = read.error();
            if (error.where.empty()) error.where = templateFile;
            return error;
        }
        wanted.caseTemplate = std::move(*read);
    }
    REDWELL_TRY(const auto made, casefile::Case::create(options.casePath, wanted));
    show(options, {{"case", made->folder().string()}, {"name", made->name()}, {"time_zone", made->timeZone()}},
         "Made " + made->folder().string() + " (" + made->timeZone() + "). Next: redwellctl ingest '" +
             made->folder().string() + "' PATH");
    return int{kDone};
}

Result<int> showStatus(const Options& options) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(auto lease, opened->read());
    REDWELL_TRY(const auto counts, documents::DocumentStore(*lease).counts());
    const Json value = {{"case", opened->folder().string()},
                        {"name", opened->name()},
                        {"time_zone", opened->timeZone()},
                        {"documents", counts.documents},
                        {"reviewable", counts.reviewable},
                        {"exceptions", counts.exceptions},
                        {"duplicates", counts.duplicates},
                        {"queued", counts.queued},
                        {"pages", counts.pages},
                        {"pages_waiting_for_ocr", counts.pagesWaitingForOcr},
                        {"jobs", counts.jobs},
                        {"read_only", opened->isReadOnly()}};
    std::string text =
        opened->name() + " (" + opened->folder().string() + ")\n" + counted(counts.documents, "document") + ": " +
        std::to_string(counts.reviewable) + " reviewable, " + counted(counts.exceptions, "exception") + ", " +
        counted(counts.duplicates, "duplicate") + ", " + std::to_string(counts.queued) + " queued\n" +
        counted(counts.pages, "page") + ", " + std::to_string(counts.pagesWaitingForOcr) + " waiting for OCR";
    if (counts.jobs > 0) text += "\nGo on with: redwellctl ingest '" + opened->folder().string() + "'";
    show(options, value, text);
    return int{kDone};
}

Result<int> showAudit(const Options& options, bool verify, const std::string& document) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(auto lease, opened->read());
    if (verify) {
        REDWELL_TRY(const auto head, casefile::verifyAudit(*lease));
        show(options, {{"entries", head.rows}, {"hash", head.hash.hex()}},
             "The audit trail fits together: " + counted(head.rows, "entry") + ", the last one's hash is " +
                 head.hash.hex());
        return int{kDone};
    }
    std::vector<Json> rows;
    const auto add = [&](const casefile::AuditRow& row) {
        rows.push_back({{"sequence", row.sequence},
                        {"at", toIso(row.at)},
                        {"by", row.by},
                        {"action", row.action},
                        {"subject", row.subject},
                        {"details", Json::parse(row.details, nullptr, false)},
                        {"hash", row.hash.hex()}});
    };
    if (document.empty()) {
        REDWELL_CHECK(casefile::eachAuditRow(*lease, add));
    } else {
        REDWELL_TRY(const auto about, casefile::auditOf(*lease, document));
        for (const auto& row : about) add(row);
    }
    showList(options, rows, {"sequence", "at", "by", "action", "subject", "details"},
             document.empty() ? "Nothing has happened in this case yet."
                              : "Nothing was decided about " + document + " yet.");
    return int{kDone};
}

Result<int> makeBackup(const Options& options, const std::string& folder) {
    REDWELL_TRY(const auto opened, openCase(options));
    TerminalProgress progress("files");
    const auto stop = stopOnSignal();
    REDWELL_TRY(const auto made, casefile::backUp(*opened, folder, progress, stop));
    progress.finish();
    show(options, {{"backup", made.string()}}, "The backup is " + made.string());
    return int{kDone};
}

Result<int> addPassword(const Options& options, const std::string& password) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_CHECK(processing::Ingest::addPassword(*opened, password));
    const std::vector<std::string> kinds{"password"};
    REDWELL_TRY(const auto queued, processing::Ingest::retry(*opened, kinds));
    show(options, {{"queued", queued}},
         queued == 0
             ? "The password is kept for locked files that come later."
             : std::to_string(queued) + " locked documents are queued again. Read them with: redwellctl ingest '" +
                   options.casePath + "'");
    return int{kDone};
}

}  // namespace

void addCaseCommands(Program& program) {
    {
        struct Arguments {
            std::string name, templateFile, zone;
        };
        const auto given = std::make_shared<Arguments>();
        auto* command = program.onCase("new", "Make an empty case");
        command->add_option("--name", given->name, "The matter's name as it is shown");
        command->add_option("--template", given->templateFile, "Coding fields and control numbers of your firm (JSON)");
        command->add_option("--time-zone", given->zone,
                            "Zone in which times are shown and produced, such as America/New_York");
        program.does(command, [&options = program.options, given] {
            return makeCase(options, given->name, given->templateFile, given->zone);
        });
    }
    program.does(program.onCase("status", "Counts, queue and exceptions"),
                 [&options = program.options] { return showStatus(options); });
    {
        const auto verify = std::make_shared<bool>(false);
        const auto document = std::make_shared<std::string>();
        auto* command = program.onCase("audit", "Who decided what and when");
        command->add_flag("--verify", *verify, "Check that no entry was changed, removed or added from outside");
        command->add_option("--document", *document, "One document alone, by control number, newest first");
        program.does(command,
                     [&options = program.options, verify, document] { return showAudit(options, *verify, *document); });
    }
    {
        const auto folder = std::make_shared<std::string>();
        auto* command = program.onCase("backup", "Copy the case to a folder, while it is in use");
        command->add_option("DIR", *folder, "Where the copy goes")->required();
        program.does(command, [&options = program.options, folder] { return makeBackup(options, *folder); });
    }
    {
        const auto password = std::make_shared<std::string>();
        auto* command = program.onCase("password", "Add a password for locked documents and queue them again");
        command->add_option("TEXT", *password, "The password")->required();
        program.does(command, [&options = program.options, password] { return addPassword(options, *password); });
    }
}

}  // namespace redwell::ctl
