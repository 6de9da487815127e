#include "analysis/same_message.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace redwell::analysis {
namespace {

constexpr std::size_t kNeighbours = 16;          // that one sighting is compared with in a bucket
constexpr std::size_t kBucketHashes = 4;         // smallest hashes of a sketch that make its buckets
constexpr std::int64_t kWidestOffset = 14 * 60;  // minutes between the clocks of the world and UTC
constexpr double kLikeAtOneMinute = 0.35, kLikeApart = 0.6, kLikeWithoutTime = 0.75;
constexpr std::uint32_t kTellingLength = 80;  // letters that make a text known without its time

class Matching {
public:
    Matching(const std::vector<Sighting>& sightings, Senders& senders)
        : m_all(sightings), m_senders(senders), m_sets(sightings.size()) {
        for (std::size_t i = 0; i < m_all.size(); ++i)
            if (m_all[i].depth == 0) m_whole[i] = {m_all[i].document};
    }

    std::vector<std::size_t> run(std::stop_token stop) {
        byKey();
        if (!stop.stop_requested()) shortTexts();
        if (!stop.stop_requested()) likeTexts();
        return firsts();
    }

private:
    bool speaksAgainst(const Sighting& a, const Sighting& b) const {
        if (a.isMail != b.isMail) return true;
        if (!a.conversation.empty() && !b.conversation.empty() && a.conversation != b.conversation) return true;
        if (!a.key.empty() && !b.key.empty() && a.key != b.key) return true;
        return a.document == b.document && a.depth == 0 && b.depth == 0;
    }

    // Two whole messages of one document are never the same one, so neither are sets that hold such.
    void join(std::size_t a, std::size_t b) {
        a = m_sets.of(a);
        b = m_sets.of(b);
        if (a == b) return;
        auto first = m_whole.find(a), second = m_whole.find(b);
        if (first != m_whole.end() && second != m_whole.end()) {
            const auto &few = first->second.size() < second->second.size() ? first->second : second->second,
                       &many = &few == &first->second ? second->second : first->second;
            for (const auto document : few)
                if (std::ranges::binary_search(many, document)) return;
        }
        m_sets.join(a, b);
        const auto into = m_sets.of(a), from = into == a ? b : a;
        if (const auto moved = m_whole.find(from); moved != m_whole.end()) {
            auto documents = std::move(moved->second);
            m_whole.erase(moved);
            auto& kept = m_whole[into];
            const auto middle = static_cast<std::ptrdiff_t>(kept.size());
            kept.insert(kept.end(), documents.begin(), documents.end());
            std::inplace_merge(kept.begin(), kept.begin() + middle, kept.end());
        }
    }

    // A key proves nothing alone: anybody can write any Message-ID.
    bool agree(const Sighting& a, const Sighting& b) {
        return m_senders.identity(a.sender) == m_senders.identity(b.sender) || (a.minute && a.minute == b.minute) ||
               likeness(a.sketch, b.sketch) >= kLikeAtOneMinute;
    }

    void byKey() {
        std::unordered_map<std::string, std::vector<std::size_t>> bearers;
        for (std::size_t i = 0; i < m_all.size(); ++i)
            if (!m_all[i].key.empty()) bearers[scopedKey(m_all[i], m_all[i].key)].push_back(i);
        for (const auto& [key, all] : bearers)
            for (std::size_t i = 1; i < all.size(); ++i)
                if (agree(m_all[all.front()], m_all[all[i]]) &&
                    (m_all[all[i]].isMail || m_all[all.front()].minute == m_all[all[i]].minute))
                    join(all.front(), all[i]);
    }

    // "ok" is the same one only at the same minute from the same person; the second "ok" of that minute is the second.
    void shortTexts() {
        using Place = std::tuple<std::uint64_t, std::int64_t, int, std::int64_t, int, std::size_t>;
        std::vector<Place> places;
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            const auto& s = m_all[i];
            if (s.sketch.isShort() && s.minute && s.sender >= 0)
                places.emplace_back(s.sketch.whole, *s.minute, m_senders.identity(s.sender), s.document, s.ordinal, i);
        }
        std::ranges::sort(places);
        for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
            const auto sameAs = [&](std::size_t k) {
                return std::get<0>(places[k]) == std::get<0>(places[begin]) &&
                       std::get<1>(places[k]) == std::get<1>(places[begin]) &&
                       std::get<2>(places[k]) == std::get<2>(places[begin]);
            };
            std::vector<std::size_t> ranked;  // the first sighting of each rank
            std::size_t rank = 0;
            for (end = begin; end < places.size() && sameAs(end); ++end) {
                rank = end > begin && std::get<3>(places[end]) == std::get<3>(places[end - 1]) ? rank + 1 : 0;
                const auto i = std::get<5>(places[end]);
                if (rank >= ranked.size())
                    ranked.push_back(i);
                else if (!speaksAgainst(m_all[ranked[rank]], m_all[i]))
                    join(ranked[rank], i);
            }
        }
    }

    bool isOne(const Sighting& a, const Sighting& b) {
        if (speaksAgainst(a, b) || !m_senders.mayBeOne(a.sender, b.sender)) return false;
        // What somebody texts and mails within hours is alike, and times without a zone fit too easily.
        const bool isOneMinute = a.minute && a.minute == b.minute;
        if (a.isTalk != b.isTalk && !isOneMinute && a.sketch.whole != b.sketch.whole) return false;
        const auto like = likeness(a.sketch, b.sketch);
        if (!a.minute || !b.minute)
            return like >= kLikeWithoutTime && std::min(a.sketch.length, b.sketch.length) >= kTellingLength;
        if (a.minute == b.minute) return like >= kLikeAtOneMinute;
        return like >= kLikeApart && mayBeOneMoment(a, b);
    }

    void likeTexts() {
        struct Entry {
            std::uint32_t hash;
            std::int64_t quarter, minute;  // within the quarter hour; -1 without a time
            std::size_t index;
            auto operator<=>(const Entry&) const = default;
        };
        std::vector<Entry> entries;
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            const auto& s = m_all[i];
            if (s.sketch.isShort()) continue;
            const auto quarter = s.minute ? ((*s.minute % 15) + 15) % 15 : -1;
            for (std::size_t h = 0; h < std::min<std::size_t>(s.sketch.count, kBucketHashes); ++h)
                entries.push_back({s.sketch.smallest[h], quarter, s.minute.value_or(0), i});
        }
        std::ranges::sort(entries);
        for (std::size_t begin = 0, end = 0; begin < entries.size(); begin = end) {
            auto timed = begin;  // those without a time stand first: they are compared with the first that have one too
            for (end = begin; end < entries.size() && entries[end].hash == entries[begin].hash; ++end)
                if (entries[end].quarter < 0) timed = end + 1;
            for (std::size_t i = begin; i < end; ++i) {
                const auto until = std::min(end, i + 1 + kNeighbours);
                for (std::size_t k = i + 1; k < until; ++k) {
                    if (entries[k].quarter != entries[i].quarter) break;
                    compare(entries[i].index, entries[k].index);
                }
                for (auto k = timed; i < timed && k < std::min(end, timed + kNeighbours); ++k)
                    compare(entries[i].index, entries[k].index);
            }
        }
    }

    void compare(std::size_t a, std::size_t b) {
        if (!m_sets.areOne(a, b) && isOne(m_all[a], m_all[b])) join(a, b);
    }

    std::vector<std::size_t> firsts() {
        std::vector<std::size_t> best(m_all.size(), m_all.size()), first(m_all.size());
        const auto order = [&](std::size_t i) {
            const auto& s = m_all[i];
            return std::tuple(s.depth > 0, !s.isFile, s.depth, s.id);
        };
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            auto& chosen = best[m_sets.of(i)];
            if (chosen == m_all.size() || order(i) < order(chosen)) chosen = i;
        }
        for (std::size_t i = 0; i < m_all.size(); ++i) first[i] = best[m_sets.of(i)];
        return first;
    }

    const std::vector<Sighting>& m_all;
    Senders& m_senders;
    DisjointSets m_sets;
    std::unordered_map<std::size_t, std::vector<std::int64_t>>
        m_whole;  // documents of a set's whole messages, ascending
};

}  // namespace

bool mayBeOneMoment(const Sighting& a, const Sighting& b) {
    if (!a.minute || !b.minute) return true;
    const auto apart = std::abs(*a.minute - *b.minute);
    if (apart == 0) return true;
    return !(a.hasZone && b.hasZone) && apart % 15 == 0 && apart <= 2 * kWidestOffset;
}

std::vector<std::size_t> firstSightings(const std::vector<Sighting>& sightings, Senders& senders,
                                        std::stop_token stop) {
    return Matching(sightings, senders).run(stop);
}

}  // namespace redwell::analysis
