// What one read-back has found so far. Counts and lengths are bounded here, so that no reader of a hostile file has to
// think of it: a file with a million faults is as refused as one with a hundred.
#pragma once

#include "production/readback/read_back.h"

#include <string>
#include <string_view>
#include <utility>

namespace redwell::production {

constexpr double kMostPixels = 200e6;
constexpr std::size_t kMostStreamBytes = std::size_t{256} << 20;

class Gathered {
public:
    void find(std::string kind, int page, std::string detail) {
        if (m_out.findings.size() < kMostFindings) m_out.findings.push_back({std::move(kind), page, std::move(detail)});
    }
    void addText(std::string_view text) { add(m_out.text, text); }
    void addOcrText(std::string_view text) { add(m_out.ocrText, text); }
    void setPageCount(int count) { m_out.pageCount = count; }
    ReadBack take() && {
        if (m_isTextCut) m_out.findings.push_back({"unreadable", 0, "the file yields more than 256 MB of text"});
        return std::move(m_out);
    }

private:
    static constexpr std::size_t kMostFindings = 200;
    void add(std::string& to, std::string_view text) {
        if (text.empty()) return;
        const auto room = kMostStreamBytes - std::min(kMostStreamBytes, to.size());
        m_isTextCut = m_isTextCut || text.size() >= room;
        to.append(text.substr(0, room));
        to += '\n';
    }

    ReadBack m_out;
    bool m_isTextCut = false;
};

}  // namespace redwell::production
