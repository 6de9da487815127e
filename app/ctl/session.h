// What every command shares: where results go (for people or as JSON), how errors end the program, progress on the
// terminal, and a stop that Ctrl+C asks for.
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "casefile/case.h"
#include "documents/document.h"
#include "processing/worker_pool.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <concepts>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace redwell::ctl {

using Json = nlohmann::ordered_json;

// Exit codes of the command line.
enum Exit { kDone = 0, kFailed = 1, kWrongUsage = 2, kWithExceptions = 3 };

struct Options {
    bool json = false;
    std::string casePath;
};

// One value: an object in JSON, the line for people otherwise.
void show(const Options& options, const Json& value, const std::string& line);
// A list: one object a line in JSON, a table with these columns otherwise (missing members are left empty).
void showList(const Options& options, const std::vector<Json>& rows, const std::vector<std::string>& columns,
              const std::string& whenEmpty);
int fail(const Error& error);
std::string dump(const Json& value);
void note(const std::string& text);  // to stderr
std::string countedThings(std::int64_t count, const std::string& noun);
template <std::integral Count>
std::string counted(Count count, const std::string& noun) {
    return countedThings(static_cast<std::int64_t>(count), noun);
}  // "1 document", "2 documents"

// Ctrl+C and SIGTERM ask for a stop once; a second one ends the program.
std::stop_token stopOnSignal();

Result<std::unique_ptr<casefile::Case>> openCase(const Options& options);
// Sets the pages of mails that were read without them; whatever looks at pages needs this first.
Status finishPages(casefile::Case& opened);
std::string userName();
int defaultWorkers();

// A bar on a terminal, a line every few seconds elsewhere.
class TerminalProgress final : public Progress {
public:
    explicit TerminalProgress(std::string unit) : m_unit(std::move(unit)) {}
    ~TerminalProgress() override { finish(); }
    void report(std::int64_t done, std::int64_t known, std::string_view line) override;
    void finish();

private:
    std::string m_unit;
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now(), m_shown{};
    std::int64_t m_first = -1;
    bool m_barStands = false;
};

// Documents as the command line shows them: coding, family head and flags included.
Result<std::vector<Json>> describe(casefile::Case& opened, const std::vector<DocumentId>& ids);
Result<std::vector<DocumentId>> find(casefile::Case& opened, const std::string& query);
Result<documents::Document> documentNumbered(casefile::Case& opened, const std::string& controlNumber);
Result<Box> boxFrom(const std::string& text);  // "X0,Y0,X1,Y1" in points
Json toJson(const Box& box);

}  // namespace redwell::ctl
