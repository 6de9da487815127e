#include "messages/value_column.h"

#include <algorithm>
#include <cmath>

namespace redwell::messages {
namespace {

std::optional<double> valueX(const TextLine& line) {
    for (std::size_t w = 1; w < std::min<std::size_t>(4, line.words.size()); ++w)
        if (line.text[line.words[w - 1].end - 1] == ':')
            return isWideGap(line, w, 0.6) ? std::optional(line.words[w].x0) : std::nullopt;
    return std::nullopt;
}

}  // namespace

void ValueColumn::add(const TextLine& line) {
    if (const auto x = valueX(line)) m_known.push_back(*x);
}

bool ValueColumn::isSure() const {
    const auto [least, most] = std::ranges::minmax_element(m_known);
    return m_known.size() >= 3 && *most - *least < 2;
}

bool ValueColumn::holds(const TextLine& line) const {
    const auto x = valueX(line);
    return x && std::ranges::count_if(m_known, [x](double known) { return std::abs(known - *x) < 2; }) >= 3;
}

}  // namespace redwell::messages
