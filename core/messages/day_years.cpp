#include "messages/day_years.h"

#include <algorithm>
#include <cstdlib>

namespace redwell::messages {
namespace {

using namespace std::chrono;

constexpr int kFarthest = 12;  // years: a weekday comes back on the same date within eleven
constexpr int kSoonest = 1970;
constexpr days kOtherZone{1};  // a day may be the next one where the print was made
constexpr days kHalfYear{183};

class Years {
public:
    Years(const std::vector<TimeExpression*>& mentions, YearClues clues, DateOrder order)
        : m_days(mentions), m_clues(std::move(clues)), m_order(order) {
        for (std::size_t i = 0; i < m_days.size(); ++i)
            if (m_days[i]->year)
                if (const auto day = on(i, m_days[i]->year)) m_known.push_back({i, *day});
        const auto isLater = [&](const Known& k) { return k.day > *m_clues.printed + kOtherZone; };
        if (m_clues.printed && std::any_of(m_known.begin(), m_known.end(), isLater)) m_clues.printed.reset();
        std::erase_if(m_clues.ranges, [&](const DateRange& range) {
            return std::any_of(m_known.begin(), m_known.end(), [&](const Known& k) { return !range.holds(k.day); });
        });
    }

    std::vector<int> inferred() {
        std::vector<int> none(m_days.size(), 0);
        if (m_known.empty() && m_clues.ranges.empty() && !m_clues.printed && !m_clues.titled) return none;
        if (auto years = oneWay()) return *years;
        const bool isMonth =
            std::any_of(m_clues.ranges.begin(), m_clues.ranges.end(), [](auto& r) { return r.isSingle; });
        if (!isMonth) return eachAlone();
        // A conversation may have gone on after the month in its title.
        if (!m_clues.titled) m_clues.titled = m_clues.ranges.front().from;
        m_clues.ranges.clear();
        if (auto years = oneWay()) return *years;
        return eachAlone();
    }

private:
    struct Known {
        std::size_t at = 0;
        sys_days day;
    };

    std::optional<sys_days> on(std::size_t i, int year) const {
        return calendarDay(year, m_days[i]->month(m_order), m_days[i]->day(m_order));
    }

    // What the page says of this day alone.
    bool mayBe(std::size_t i, sys_days day) const {
        if (m_days[i]->year) return true;
        if (m_days[i]->weekday >= 0 && static_cast<int>(weekday(day).iso_encoding()) - 1 != m_days[i]->weekday)
            return false;
        if (m_clues.printed && day > *m_clues.printed + kOtherZone) return false;
        return m_clues.ranges.empty() || std::any_of(m_clues.ranges.begin(), m_clues.ranges.end(),
                                                     [day](const DateRange& range) { return range.holds(day); });
    }

    int latestYear() const {
        sys_days latest = sys_days(year(kSoonest) / 1 / 1);
        for (const auto& known : m_known) latest = std::max(latest, known.day);
        for (const auto& range : m_clues.ranges) latest = std::max(latest, range.until);
        if (m_clues.titled) latest = std::max(latest, *m_clues.titled + kHalfYear);
        if (m_clues.printed) latest = std::max(latest, *m_clues.printed + kOtherZone);
        return static_cast<int>(year_month_day(latest).year());
    }

    // The years when days run one way from the first day's year on, each as near as may be to the day before it.
    std::optional<std::vector<int>> from(int firstYear, bool isBackward) const {
        std::vector<int> years;
        std::optional<sys_days> before;
        const int step = isBackward ? -1 : 1;
        for (std::size_t i = 0; i < m_days.size(); ++i) {
            const int start = years.empty() ? firstYear : years.back();
            std::optional<sys_days> found;
            int y = m_days[i]->year ? m_days[i]->year : start;
            const int last = m_days[i]->year ? y : i == 0 ? start : start + step * kFarthest;
            for (; (last - y) * step >= 0; y += step) {
                const auto day = on(i, y);
                if (!day || !mayBe(i, *day)) continue;
                if (before && (isBackward ? *day > *before : *day < *before)) continue;
                found = day;
                break;
            }
            if (!found) return std::nullopt;
            before = found;
            years.push_back(y);
        }
        return years;
    }

    std::optional<std::vector<int>> inOrder(bool isBackward) const {
        if (m_days.front()->year) return from(m_days.front()->year, isBackward);
        std::vector<std::vector<int>> found;
        const int last = latestYear() + (isBackward && !m_known.empty() ? kFarthest : 0);
        for (int y = last; y >= std::max(kSoonest, latestYear() - kFarthest); --y)
            if (auto years = from(y, isBackward)) found.push_back(std::move(*years));
        if (found.empty()) return std::nullopt;
        if (m_clues.titled && m_known.empty() && m_clues.ranges.empty()) {
            const auto off = [&](const std::vector<int>& years) {
                return std::abs((*on(0, years.front()) - *m_clues.titled).count());
            };
            const auto nearest = std::min_element(found.begin(), found.end(),
                                                  [&](const auto& a, const auto& b) { return off(a) < off(b); });
            if (off(*nearest) > kHalfYear.count()) return std::nullopt;
            return *nearest;
        }
        // A span of more than a year allows the same days twice.
        if (m_known.empty() && !m_clues.ranges.empty() && found.size() > 1) return std::nullopt;
        // Backwards, the first day is the latest, and the nearest year after the first known day is meant.
        return isBackward && !m_known.empty() ? found.back() : found.front();
    }

    auto lengthOf(const std::vector<int>& years) const {
        return std::abs((*on(years.size() - 1, years.back()) - *on(0, years.front())).count());
    }

    // Oldest first or newest first, whichever makes the print span less time.
    std::optional<std::vector<int>> oneWay() const {
        auto forward = inOrder(false), backward = inOrder(true);
        return !backward || (forward && lengthOf(*forward) <= lengthOf(*backward)) ? forward : backward;
    }

    std::vector<int> eachAlone() const {
        std::vector<int> years;
        for (std::size_t i = 0; i < m_days.size(); ++i) years.push_back(m_days[i]->year ? m_days[i]->year : alone(i));
        return years;
    }

    // Out of order: each day for itself.
    int alone(std::size_t i) const {
        std::vector<std::pair<int, sys_days>> fits;
        for (int y = latestYear(); y >= std::max(kSoonest, latestYear() - kFarthest); --y)
            if (const auto day = on(i, y); day && mayBe(i, *day)) fits.emplace_back(y, *day);
        if (fits.empty()) return 0;
        if (!m_clues.ranges.empty()) return fits.size() == 1 ? fits.front().first : 0;
        if (m_known.empty() && m_clues.printed && !m_clues.titled) return fits.front().first;
        std::optional<sys_days> anchor = m_clues.titled;
        if (!m_known.empty()) {
            const auto after = std::partition_point(m_known.begin(), m_known.end(), [i](auto& k) { return k.at <= i; });
            anchor = (after == m_known.begin() ? after : std::prev(after))->day;
        }
        const auto nearest = std::min_element(fits.begin(), fits.end(), [&](const auto& a, const auto& b) {
            return std::abs((a.second - *anchor).count()) < std::abs((b.second - *anchor).count());
        });
        return std::abs((nearest->second - *anchor).count()) <= 2 * kHalfYear.count() ? nearest->first : 0;
    }

    const std::vector<TimeExpression*>& m_days;
    YearClues m_clues;
    DateOrder m_order;
    std::vector<Known> m_known;
};

}  // namespace

void inferYears(const std::vector<TimeExpression*>& days, YearClues clues, DateOrder order) {
    if (std::any_of(days.begin(), days.end(), [](const TimeExpression* d) { return d->year == 0; })) {
        const auto years = Years(days, std::move(clues), order).inferred();
        for (std::size_t i = 0; i < days.size(); ++i) days[i]->year = years[i];
    }
}

}  // namespace redwell::messages
