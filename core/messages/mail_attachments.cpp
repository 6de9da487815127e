#include "messages/mail_attachments.h"

#include "base/text.h"
#include "messages/listed_files.h"
#include "messages/mail_label.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostRowsOfNames = 4;

// What one or several rows of a list hold.
struct Piece {
    std::size_t last = 0;
    std::vector<std::string> names;
    bool isAnnouncement = false;
};

using NamesAt = std::pair<std::size_t, std::vector<std::string>>;

class Rows {
public:
    // end: behind the last row that may belong to a list.
    Rows(const std::vector<TextLine>& lines, std::size_t end) : m_lines(lines), m_end(end) {}

    // Behind the last row of the list that begins at row at; found is empty when none does. Where a longer list would
    // begin earlier, one that begins within it ends at the same row.
    std::size_t listAt(std::size_t at, bool isAnnounced, std::vector<NamesAt>& found) const {
        std::size_t end = at;
        while (end < m_end) {
            const auto piece = pieceAt(end, isAnnounced);
            if (!piece) break;
            isAnnounced = isAnnounced || piece->isAnnouncement;
            if (!piece->names.empty()) found.emplace_back(end, piece->names);
            end = piece->last + 1;
        }
        return end;
    }

private:
    std::string_view text(std::size_t i) const { return m_lines[i].text; }

    std::optional<Piece> pieceAt(std::size_t at, bool isAnnounced) const {
        if (isProgramsRemark(text(at))) return Piece{at, {}, false};
        if (announcesFiles(text(at)))
            return at + 1 < m_end && filesAt(at + 1, true) ? std::optional(Piece{at, {}, true}) : std::nullopt;
        return filesAt(at, isAnnounced);
    }

    // Names side by side, and their sizes beneath each.
    std::optional<Piece> chipsAt(std::size_t at) const {
        constexpr double kApart = 1;  // white between them, in heights
        if (at + 1 >= m_end || m_lines[at].page == 0) return std::nullopt;
        if (text(at + 1).find_first_of("0123456789(~") != 0) return std::nullopt;  // no size, as nearly always
        const auto names = segmentsOf(m_lines[at], kApart), sizes = segmentsOf(m_lines[at + 1], kApart);
        if (names.size() < 2 || names.size() != sizes.size()) return std::nullopt;
        Piece piece{at + 1, {}, false};
        for (std::size_t c = 0; c < names.size(); ++c) {
            auto file = filesOn(names[c].text);
            if (!file || file->isSized || file->names.size() != 1 || !isFileSize(sizes[c].text)) return std::nullopt;
            piece.names.push_back(std::move(file->names.front()));
        }
        return piece;
    }

    std::optional<Piece> filesAt(std::size_t at, bool isAnnounced) const {
        if (auto chips = chipsAt(at)) return chips;
        if (auto files = filesOn(text(at))) {
            const bool hasSizeBelow = !files->isSized && at + 1 < m_end && isFileSize(text(at + 1));
            if (!files->isSized && !files->isAnnounced && !isAnnounced && !hasSizeBelow) return std::nullopt;
            return Piece{hasSizeBelow ? at + 1 : at, std::move(files->names), files->isAnnounced};
        }
        if (!isAnnounced && text(at).find(':') == std::string_view::npos) return std::nullopt;
        std::string joined(text(at));  // names that go on beneath
        for (std::size_t i = at + 1; i < std::min(m_end, at + kMostRowsOfNames) && m_lines[i].gapAbove < 0.6; ++i) {
            joined += ' ' + std::string(text(i));
            if (auto files = filesOn(joined); files && (files->isAnnounced || isAnnounced))
                return Piece{i, std::move(files->names), files->isAnnounced};
        }
        return std::nullopt;
    }

    const std::vector<TextLine>& m_lines;
    std::size_t m_end;
};

constexpr double kMoreWhite = 0.3;  // in heights

double widestGap(const std::vector<TextLine>& lines, std::size_t begin, std::size_t end) {
    double widest = 0;
    for (auto i = begin; i < end; ++i)
        if (lines[i].gapAbove < kStartsPage) widest = std::max(widest, lines[i].gapAbove);
    return widest;
}

// Whether the last label of the head is that of its attachments, so that more of them may stand beneath, no farther
// from it than the rows of the head from one another.
bool endsInFiles(const std::vector<TextLine>& lines, const MailHead& head) {
    if (head.attachments.empty() || head.lastLine + 1 >= lines.size() ||
        lines[head.lastLine + 1].gapAbove > widestGap(lines, head.line + 1, head.lastLine + 1) + kMoreWhite)
        return false;
    for (auto i = head.lastLine + 1; i > head.line; --i)
        if (const auto label = labelOf(lines[i - 1])) return label->field == MailField::Attachments;
    return false;
}

// Whether a list that begins at row i is the program's: the writer's own stands close beneath his words, or they end in
// a colon above it.
bool isSetOff(const std::vector<TextLine>& lines, std::size_t i) {
    constexpr double kWhite = 0.35;
    if (announcesFiles(lines[i].text) || isProgramsRemark(lines[i].text)) return true;
    if (const auto files = filesOn(lines[i].text); files && files->isAnnounced) return true;
    if (lines[i].gapAbove >= kStartsPage || filesOn(lines[i - 1].text)) return false;
    return lines[i].gapAbove > kWhite && !trim(lines[i - 1].text).ends_with(':');
}

// Whether a list beneath a head ends before the text does: "budget.xlsx (23 KB)" may be how the text begins.
bool isOverAt(const std::vector<TextLine>& lines, std::size_t begin, std::size_t last, std::size_t end) {
    return last == end || lines[last].gapAbove > widestGap(lines, begin + 1, last) + kMoreWhite;
}

}  // namespace

std::vector<std::string> filesListedIn(std::string_view list) {
    const auto files = filesOn(list);
    return files ? files->names : std::vector<std::string>();
}

bool isProgramsRemark(std::string_view text) {
    text = trim(text);
    if (text.starts_with("[-- ") &&
        (text.ends_with(" --]") || text.starts_with("[-- Attachment #") || text.starts_with("[-- Type: ")))
        return true;  // a scan may lose its end
    static constexpr std::array<std::string_view, 8> kHidden = {"quoted text hidden",
                                                                "zitierter text ausgeblendet",
                                                                "texte des messages precedents masque",
                                                                "el texto citado esta oculto",
                                                                "testo tra virgolette nascosto",
                                                                "testo citato nascosto",
                                                                "tekst uit oorspronkelijke bericht is verborgen",
                                                                "texto das mensagens anteriores oculto"};
    if (!text.starts_with('[') || !text.ends_with(']')) return false;
    return std::ranges::find(kHidden, std::string_view(fold(text.substr(1, text.size() - 2)))) != kHidden.end();
}

AttachmentLists attachmentListsOf(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads) {
    AttachmentLists lists{std::vector<bool>(lines.size(), false), std::vector<bool>(lines.size(), false),
                          std::vector<std::vector<std::string>>(lines.size())};
    for (std::size_t h = 0; h < heads.size(); ++h) {
        if (heads[h].isCard) continue;
        const std::size_t begin = heads[h].lastLine + 1, end = h + 1 < heads.size() ? heads[h + 1].line : lines.size();
        const Rows rows(lines, end);
        for (auto i = begin; i < end;) {
            std::vector<NamesAt> found;
            const bool goesOn = i == begin && endsInFiles(lines, heads[h]);
            const auto last = rows.listAt(i, goesOn, found);
            const bool isOfHead = i == begin && (goesOn || isOverAt(lines, begin, last, end));
            if (!found.empty() && (isOfHead || (last == end && isSetOff(lines, i)))) {
                for (auto k = i; k < last; ++k) {
                    lists.isListed[k] = true;
                    lists.isAtEnd[k] = last == end && i > begin;
                }
                for (auto& [at, names] : found) lists.names[at] = std::move(names);
            }
            i = std::max(last, i + 1);
        }
    }
    return lists;
}

}  // namespace redwell::messages
