#include "app/ctl/session.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "documents/reading_notes.h"
#include "processing/ingest.h"
#include "review/coding.h"
#include "search/search.h"

#include <pwd.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <thread>

namespace redwell::ctl {
namespace {

std::stop_source& stopSource() {
    static std::stop_source source;
    return source;
}

bool onTerminal() { return ::isatty(STDERR_FILENO) == 1; }

std::string duration(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    char text[32];
    if (whole >= 3600)
        std::snprintf(text, sizeof text, "%ld h %02ld min", whole / 3600, whole / 60 % 60);
    else if (whole >= 60)
        std::snprintf(text, sizeof text, "%ld min %02ld s", whole / 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%ld s", whole);
    return text;
}

std::string cell(const Json& row, const std::string& column) {
    const auto found = row.find(column);
    if (found == row.end()) {
        const auto coding = row.find("coding");
        if (coding != row.end() && coding->contains(column)) return cell(*coding, column);
        return {};
    }
    if (found->is_string()) return escapeControls(collapseWhitespace(found->get<std::string>()));
    if (found->is_array()) {
        std::vector<std::string> parts;
        for (const auto& part : *found) parts.push_back(part.is_string() ? part.get<std::string>() : part.dump());
        return escapeControls(join(parts, ", "));
    }
    if (found->is_object()) {
        std::vector<std::string> parts;
        for (const auto& [key, value] : found->items())
            parts.push_back(key + "=" + (value.is_string() ? value.get<std::string>() : dump(value)));
        return escapeControls(collapseWhitespace(join(parts, "  ")));
    }
    return found->is_null() ? std::string() : found->dump();
}

std::string heading(std::string column) {
    std::ranges::replace(column, '_', ' ');
    if (!column.empty()) column[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(column[0])));
    return column;
}

constexpr std::size_t kWidestColumn = 48;

}  // namespace

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

void show(const Options& options, const Json& value, const std::string& line) {
    std::cout << (options.json ? dump(value) : line) << '\n';
}

void showList(const Options& options, const std::vector<Json>& rows, const std::vector<std::string>& columns,
              const std::string& whenEmpty) {
    if (options.json) {
        for (const auto& row : rows) std::cout << dump(row) << '\n';
        return;
    }
    if (rows.empty()) {
        std::cout << whenEmpty << '\n';
        return;
    }
    std::vector<std::vector<std::string>> table{{}};
    for (const auto& column : columns) table.front().push_back(heading(column));
    for (const auto& row : rows) {
        table.emplace_back();
        for (const auto& column : columns) table.back().push_back(elide(cell(row, column), kWidestColumn));
    }
    std::vector<std::size_t> widths(columns.size(), 0);
    for (const auto& line : table)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], codePointCount(line[i]));
    for (const auto& line : table) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) {
            text += line[i];
            if (i + 1 < line.size()) text.append(widths[i] - codePointCount(line[i]) + 2, ' ');
        }
        std::cout << text << '\n';
    }
}

void note(const std::string& text) { std::cerr << text << '\n'; }

std::string countedThings(std::int64_t count, const std::string& noun) {
    if (count == 1) return "1 " + noun;
    return std::to_string(count) + " " + (noun.ends_with("y") ? noun.substr(0, noun.size() - 1) + "ies" : noun + "s");
}

int fail(const Error& error) {
    std::cerr << "redwellctl: " << error.message() << '\n';
    return error.kind == ErrorKind::Usage ? kWrongUsage : kFailed;
}

std::stop_token stopOnSignal() {
    (void)stopSource();
    struct sigaction action {};
    // request_stop on a source without callbacks only sets a flag.
    action.sa_handler = [](int) { stopSource().request_stop(); };
    action.sa_flags = SA_RESETHAND;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    return stopSource().get_token();
}

Result<std::unique_ptr<casefile::Case>> openCase(const Options& options) {
    REDWELL_TRY(auto opened, casefile::Case::open(options.casePath));
    if (opened->isReadOnly()) note("Reading only: " + opened->readOnlyReason() + ".");
    return opened;
}

std::string userName() {
    if (const auto* entry = ::getpwuid(::geteuid())) return entry->pw_name;
    return "user " + std::to_string(::geteuid());
}

Status finishPages(casefile::Case& opened) {
    REDWELL_TRY(const bool waiting, processing::Ingest::hasPagesToSet(opened));
    if (!waiting) return {};
    note("Setting the pages of mails first.");
    REDWELL_TRY(const auto languages, processing::Ingest::languages(opened));
    REDWELL_TRY(const auto pool, processing::WorkerPool::start(defaultWorkers(), languages));
    TerminalProgress progress("pages");
    const auto summary = processing::Ingest(opened, *pool).run(progress, stopOnSignal());
    progress.finish();
    if (!summary) return summary.error();
    return {};
}

int defaultWorkers() { return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 32); }

void TerminalProgress::report(std::int64_t done, std::int64_t known, std::string_view line) {
    using namespace std::chrono_literals;
    const auto now = std::chrono::steady_clock::now();
    if (m_first < 0) m_first = done;
    const bool terminal = onTerminal();
    if (now - m_shown < (terminal ? 100ms : 5000ms)) return;
    if (!terminal && m_shown == std::chrono::steady_clock::time_point{}) {
        m_shown = now;
        return;
    }
    m_shown = now;
    const double seconds = std::chrono::duration<double>(now - m_begun).count();
    const double rate = seconds > 0.5 ? static_cast<double>(done - m_first) / seconds : 0;
    std::string text = std::to_string(done) + " of " + std::to_string(known) + " " + m_unit;
    if (rate > 0) {
        char speed[32];
        std::snprintf(speed, sizeof speed, ", %.1f a second", rate);
        text += speed;
        if (known > done) text += ", " + duration(static_cast<double>(known - done) / rate) + " left";
    }
    if (!terminal) {
        std::cerr << text << '\n';
        return;
    }
    constexpr int kBar = 30;
    const auto full = known > 0 ? static_cast<int>(std::min<std::int64_t>(kBar, done * kBar / known)) : 0;
    std::cerr << "\r\033[K[" << std::string(static_cast<std::size_t>(full), '=')
              << std::string(static_cast<std::size_t>(kBar - full), ' ') << "] " << text << "  "
              << escapeControls(elide(line, 40)) << std::flush;
    m_barStands = true;
}

void TerminalProgress::finish() {
    if (m_barStands) std::cerr << "\r\033[K" << std::flush;
    m_barStands = false;
}

Result<std::vector<DocumentId>> find(casefile::Case& opened, const std::string& query) {
    REDWELL_TRY(auto lease, opened.read());
    return search::Search(*lease, opened.timeZone()).documents(query);
}

Result<documents::Document> documentNumbered(casefile::Case& opened, const std::string& controlNumber) {
    REDWELL_TRY(auto lease, opened.read());
    REDWELL_TRY(auto found, documents::DocumentStore(*lease).find(controlNumber));
    if (!found)
        return Error{ErrorKind::NotFound, "is not a document of this case", controlNumber,
                     "See the control numbers with: redwellctl documents CASE"};
    return *found;
}

Result<std::vector<Json>> describe(casefile::Case& opened, const std::vector<DocumentId>& ids) {
    REDWELL_TRY(auto lease, opened.read());
    documents::DocumentStore store(*lease);
    REDWELL_TRY(const auto found, store.get(ids));
    REDWELL_TRY(const auto coded, review::CodingStore(*lease).values(ids));
    REDWELL_TRY(const auto fields, review::CodingStore(*lease).fields());
    std::map<DocumentId, std::string> numbers;
    for (const auto& d : found) numbers[d.id] = d.controlNumber;
    const auto numberOf = [&](DocumentId id) -> Result<std::string> {
        auto& number = numbers[id];
        if (number.empty()) {
            REDWELL_TRY(const auto other, store.find(id));
            if (other) number = other->controlNumber;
        }
        return number;
    };
    std::vector<Json> rows;
    for (const auto& d : found) {
        REDWELL_TRY(const auto family, numberOf(d.family));
        Json row = {{"control_number", d.controlNumber},
                    {"kind", documents::name(d.kind)},
                    {"state", documents::name(d.state)},
                    {"file_name", d.fileName},
                    {"title", d.title},
                    {"from", d.author},
                    {"to", d.recipients},
                    {"custodian", d.custodian},
                    {"date", d.dateUtc ? toLocal(*d.dateUtc, opened.timeZone()) : d.date.text},
                    {"pages", d.pageCount},
                    {"messages", d.messageCount},
                    {"family", family},
                    {"source_path", d.sourcePath},
                    {"size", d.size},
                    {"sha256", d.sha256 == Sha256{} ? std::string() : d.sha256.hex()}};
        Json coding = Json::object();
        if (const auto values = coded.find(d.id); values != coded.end()) {
            for (const auto& field : fields) {
                const auto value = values->second.find(field.name);
                if (value == values->second.end()) continue;
                coding[field.name] = field.type == casefile::FieldType::Multiple
                                         ? Json::parse(value->second, nullptr, false)
                                     : field.type == casefile::FieldType::Flag ? Json(value->second == "true")
                                                                               : Json(value->second);
            }
        }
        row["coding"] = coding;
        row["flags"] = d.flags;
        if (!d.flags.empty()) {
            REDWELL_TRY(const auto metadata, store.metadata(d.id));
            if (auto notes = documents::readingNotes(metadata); !notes.empty()) row["problems"] = std::move(notes);
        }
        if (d.duplicateOf) {
            REDWELL_TRY(row["duplicate_of"], numberOf(d.duplicateOf));
        }
        if (d.state == documents::State::Exception) {
            row["exception"] = d.exceptionKind;
            row["reason"] = d.exceptionReason;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<Box> boxFrom(const std::string& text) {
    const auto parts = split(text, ',');
    double sides[4] = {};
    bool good = parts.size() == 4;
    for (std::size_t i = 0; good && i < 4; ++i) {
        char* end = nullptr;
        const std::string part(trim(parts[i]));
        sides[i] = std::strtod(part.c_str(), &end);
        good = !part.empty() && *end == '\0' && sides[i] >= -1e6 && sides[i] <= 1e6;
    }
    const Box box = Box{sides[0], sides[1], sides[2], sides[3]}.normalized();
    if (!good || box.isEmpty())
        return Error{ErrorKind::Usage,
                     "'" + text + "' is not a box",
                     {},
                     "Write X0,Y0,X1,Y1 in points from the page's top left: --box 72,90,300,120"};
    return box;
}

Json toJson(const Box& box) {
    const auto rounded = [](double value) { return std::round(value * 100) / 100; };
    return Json::array({rounded(box.x0), rounded(box.y0), rounded(box.x1), rounded(box.y1)});
}

}  // namespace redwell::ctl
