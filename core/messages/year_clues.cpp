#include "messages/year_clues.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace redwell::messages {
namespace {

using std::chrono::sys_days;

void take(const TextLine& line, bool isRunning, DateOrder order, YearClues& clues) {
    const bool isPrinting = isRunning || tellsOfPrinting(line.text);
    const auto printed = [&clues](sys_days day) {
        if (!clues.printed || *clues.printed < day) clues.printed = day;
    };
    const auto range = dateRangeIn(line.text, order);
    if (range && !(range->isSingle && tellsOfPrinting(line.text))) {
        clues.ranges.push_back(*range);
        return;
    }
    if (range) printed(range->until);
    const auto times = findTimes(line.text);
    for (const auto& time : times) {
        const auto day = calendarDay(time.year, time.month(order), time.day(order));
        if (!time.hasDate || !day) continue;
        if (isPrinting)
            printed(*day);
        else if (times.size() == 1)
            clues.titled = day;
    }
}

}  // namespace

bool tellsOfPrinting(std::string_view text) {
    static constexpr std::array<std::string_view, 13> kStems = {"print",  "export", "generat", "creat",   "download",
                                                                "report", "captur", "produc",  "retriev", "extract",
                                                                "druckt", "imprim", "impres"};
    const std::string folded = fold(text.substr(0, 200));
    if (folded.find("as of") != std::string::npos) return true;
    const auto words = split(collapseWhitespace(folded), ' ');
    return std::ranges::any_of(words, [](std::string_view word) {
        while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.back()))) word.remove_suffix(1);
        return std::ranges::any_of(kStems, [word](std::string_view stem) {
            const auto at = word.find(stem);
            if (at == std::string_view::npos) return false;
            const auto end = word.substr(at + stem.size());
            const bool isSomebody =
                end == "er" || end == "ers" || end == "or" || end == "ors";  // a printer, a reporter
            return !isSomebody || stem == "imprim";
        });
    });
}

YearClues yearCluesOf(const std::vector<const TextLine*>& heads, const std::vector<TextLine>& running,
                      DateOrder order) {
    YearClues clues;
    for (const auto* head : heads) take(*head, false, order, clues);
    for (const auto& line : running) take(line, true, order, clues);
    return clues;
}

}  // namespace redwell::messages
