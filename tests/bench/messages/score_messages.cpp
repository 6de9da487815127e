// bench_message_score [--again] [--show] TRUTH.json INSPECTED.json: precision, recall, F1 and right pages of the
// messages that `redwellctl inspect --json` found. --again extracts anew from the stored pages (no second OCR). A
// message counts when, in order, its sender (letters only, four fifths alike), minute and body (four fifths alike)
// agree.
#include "messages/extraction.h"
#include "messages/sender.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

using nlohmann::json;
using namespace redwell;

namespace {

struct Row {
    std::string from, sent, body;
    int page = 0;
    double confidence = 1;
};

double alike(std::string_view a, std::string_view b) {
    const std::string x = foldToAlphanumeric(a), y = foldToAlphanumeric(b);
    if (x == y) return 1;
    std::vector<std::size_t> row(y.size() + 1, 0);  // the longest common subsequence
    for (std::size_t i = 0; i < x.size(); ++i) {
        std::size_t corner = 0;
        for (std::size_t j = 1; j <= y.size(); ++j) {
            const std::size_t keep = row[j];
            row[j] = x[i] == y[j - 1] ? corner + 1 : std::max(row[j], row[j - 1]);
            corner = keep;
        }
    }
    return 2.0 * static_cast<double>(row.back()) / static_cast<double>(std::max<std::size_t>(1, x.size() + y.size()));
}

bool isSame(const Row& a, const Row& b) {
    return a.sent.substr(0, 16) == b.sent.substr(0, 16) && alike(a.from, b.from) >= 0.8 && alike(a.body, b.body) >= 0.8;
}

std::string textOf(const json& value) { return value.is_string() ? value.get<std::string>() : std::string(); }

std::vector<Row> rowsOf(const json& messages) {
    std::vector<Row> rows;
    for (const auto& m : messages)
        rows.push_back({textOf(m["from"]), textOf(m["sent"]), textOf(m["body"]), m.value("page", 0)});
    return rows;
}

std::vector<Row> extractedAnew(const json& inspected) {
    std::vector<documents::Page> pages;
    for (const auto& p : inspected["pages"]) {
        documents::Page page;
        page.number = p["number"];
        page.width = p["width"];
        page.height = p["height"];
        page.text = p["text"];
        page.textSource = documents::textSourceFromName(textOf(p["text_source"]));
        for (const auto& w : p["words"]) {
            documents::Word word;
            word.text = w["text"];
            const auto& b = w["box"];
            word.box = {b[0], b[1], b[2], b[3]};
            word.confidence = page.textSource == documents::TextSource::Ocr ? p["confidence"].get<float>() : 100;
            page.words.push_back(std::move(word));
        }
        pages.push_back(std::move(page));
    }
    std::vector<Row> rows;
    for (const auto& m : messages::extractMessages(pages).messages)
        rows.push_back({messages::displayName(m.from), m.sent.text, m.body, m.page, m.confidence});
    return rows;
}

json read(const char* file) {
    std::ifstream in(file);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return json::parse(bytes, nullptr, false);
}

void show(const char* mark, const Row& row) {
    std::printf("  %s %d | %s | %s | %.2f | %s\n", mark, row.page, row.sent.c_str(), row.from.c_str(), row.confidence,
                collapseWhitespace(row.body).c_str());
}

}  // namespace

int main(int argc, char** argv) {
    bool again = false, isShown = false;
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; ++at) {
        again = again || !std::strcmp(argv[at], "--again");
        isShown = isShown || !std::strcmp(argv[at], "--show");
    }
    if (at + 2 != argc) {
        std::fprintf(stderr, "usage: bench_message_score [--again] [--show] TRUTH.json INSPECTED.json\n");
        return 2;
    }
    const json truthFile = read(argv[at]), inspected = read(argv[at + 1]);
    if (!truthFile.is_object() || !inspected.is_object()) {
        std::fprintf(stderr, "%s or %s is not a JSON object\n", argv[at], argv[at + 1]);
        return 1;
    }
    const auto truth = rowsOf(truthFile["messages"]),
               got = again ? extractedAnew(inspected) : rowsOf(inspected["messages"]);
    std::vector<std::vector<int>> best(truth.size() + 1, std::vector<int>(got.size() + 1, 0));
    std::vector<std::vector<bool>> same(truth.size(), std::vector<bool>(got.size()));
    for (std::size_t i = truth.size(); i-- > 0;)
        for (std::size_t j = got.size(); j-- > 0;) {
            same[i][j] = isSame(truth[i], got[j]);
            best[i][j] = same[i][j] ? best[i + 1][j + 1] + 1 : std::max(best[i + 1][j], best[i][j + 1]);
        }
    std::size_t i = 0, j = 0, found = 0, pages = 0;
    while (i < truth.size() || j < got.size()) {
        if (i < truth.size() && j < got.size() && same[i][j]) {
            ++found;
            pages += truth[i].page == got[j].page;
            ++i;
            ++j;
        } else if (j >= got.size() || (i < truth.size() && best[i + 1][j] >= best[i][j + 1])) {
            if (isShown) show("-", truth[i]);
            ++i;
        } else {
            if (isShown) show("+", got[j]);
            ++j;
        }
    }
    const auto share = [](std::size_t part, std::size_t whole) {
        return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
    };
    const double f1 = share(2 * found, truth.size() + got.size());
    std::printf("F1 %.3f  precision %.3f  recall %.3f  right page %.3f  (%zu of %zu, %zu extracted)\n", f1,
                share(found, got.size()), share(found, truth.size()), share(pages, found), found, truth.size(),
                got.size());
    return 0;
}
