#include "formats/html_table.h"

#include "base/text.h"
#include "formats/html_text.h"

#include <vector>

namespace redwell::formats {
namespace {

constexpr std::size_t kMostOpenTables = 64;

struct Table {
    std::string csv, row;
    std::size_t rows = 0, cellBegin = 0;
    bool isInCell = false;
};

// Tags one after the other, names in lower case; no tree is built.
class Scan {
public:
    explicit Scan(std::string_view html) : m_html(html) {}

    std::string run() {
        for (auto at = m_html.find('<'); at != std::string_view::npos; at = m_html.find('<', at + 1)) {
            if (m_html.substr(at, 4) == "<!--") {
                at = m_html.find("-->", at);
                if (at == std::string_view::npos) break;
                continue;
            }
            const bool isEnd = at + 1 < m_html.size() && m_html[at + 1] == '/';
            const auto begin = at + 1 + (isEnd ? 1 : 0);
            const auto name = toLower(m_html.substr(begin, m_html.substr(begin, 16).find_first_of(" \t\r\n/>")));
            tag(name, isEnd, at);
        }
        while (!m_open.empty()) closeTable(m_html.size());
        return m_rows >= 2 ? std::move(m_largest) : std::string();
    }

private:
    void tag(const std::string& name, bool isEnd, std::size_t at) {
        if (name == "table" && !isEnd) {
            if (m_open.size() < kMostOpenTables) m_open.emplace_back();
        } else if (m_open.empty()) {
            return;
        } else if (name == "table") {
            closeTable(at);
        } else if (name == "tr") {
            closeRow(at);
        } else if (name == "td" || name == "th") {
            closeCell(at);
            if (isEnd) return;
            const auto end = m_html.find('>', at);
            m_open.back().isInCell = end != std::string_view::npos;
            m_open.back().cellBegin = end + 1;
        }
    }

    void closeCell(std::size_t at) {
        auto& table = m_open.back();
        if (!table.isInCell) return;
        table.isInCell = false;
        std::string quoted = table.row.empty() ? "\"" : ",\"";
        for (const char c : textOfHtml(m_html.substr(table.cellBegin, at - table.cellBegin)))
            quoted += c == '"' ? "\"\"" : std::string(1, c);
        table.row += quoted + '"';
    }

    void closeRow(std::size_t at) {
        closeCell(at);
        auto& table = m_open.back();
        if (table.row.empty()) return;
        table.csv += table.row + "\r\n";
        table.row.clear();
        ++table.rows;
    }

    void closeTable(std::size_t at) {
        closeRow(at);
        if (m_open.back().rows > m_rows) {
            m_rows = m_open.back().rows;
            m_largest = std::move(m_open.back().csv);
        }
        m_open.pop_back();
    }

    std::string_view m_html;
    std::vector<Table> m_open;  // the innermost last
    std::string m_largest;
    std::size_t m_rows = 0;
};

}  // namespace

std::string largestTableAsCsv(std::string_view utf8) { return Scan(utf8).run(); }

}  // namespace redwell::formats
