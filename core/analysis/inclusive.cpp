#include "analysis/inclusive.h"

#include <algorithm>
#include <bitset>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace redwell::analysis {
namespace {

constexpr std::size_t kAnchor = 16;  // letters at a message's beginning by which it is looked for
constexpr int kMostTrials = 256;     // of one message: beyond them it counts as inclusive, which hides nothing
constexpr int kFilterShift = 50;     // leaves the highest bits of a hash
constexpr std::uint64_t kBase = 1099511628211ULL;

class Finding {
public:
    explicit Finding(const std::vector<ThreadText>& members)
        : m_members(members), m_inclusive(members.size(), true), m_trials(members.size(), 0) {}

    std::vector<bool> run() {
        number();
        knownQuotations();
        for (std::size_t i = 0; i < m_members.size(); ++i)
            if (m_members[i].own.size() >= kAnchor) {
                const auto hash = hashAt(m_members[i].own, 0);
                m_anchors[hash].push_back(i);
                m_mayBegin.set(hash >> kFilterShift);
            }
        for (std::size_t i = 0; i < m_members.size(); ++i) lookInto(i);
        return m_inclusive;
    }

private:
    // Numbers by which a descendant is told: of each member when the walk comes and when it leaves.
    void number() {
        const auto size = m_members.size();
        std::vector<std::vector<std::size_t>> below(size);
        std::vector<std::size_t> roots;
        for (std::size_t i = 0; i < size; ++i)
            (m_members[i].parent < size ? below[m_members[i].parent] : roots).push_back(i);
        m_came.assign(size, 0);
        m_left.assign(size, 0);
        std::size_t now = 0;
        std::vector<std::pair<std::size_t, std::size_t>> walk;
        for (const auto root : roots) {
            walk.emplace_back(root, 0);
            m_came[root] = ++now;
            while (!walk.empty()) {
                auto& [at, next] = walk.back();
                if (next == below[at].size()) {
                    m_left[at] = ++now;
                    walk.pop_back();
                    continue;
                }
                const auto child = below[at][next++];
                m_came[child] = ++now;
                walk.emplace_back(child, 0);
            }
        }
    }
    bool isBelow(std::size_t i, std::size_t above) const {
        return m_came[i] > m_came[above] && m_left[i] < m_left[above];
    }

    bool isLater(std::size_t i, std::size_t than) const {
        if (isBelow(i, than)) return true;
        if (isBelow(than, i)) return false;
        const auto &a = m_members[i].minute, &b = m_members[than].minute;
        return a && b && std::tuple(*a, i) > std::tuple(*b, than);
    }

    bool carriesTheRest(std::size_t later, std::size_t earlier) const {
        const auto &l = m_members[later], &e = m_members[earlier];
        return std::ranges::includes(l.attachments, e.attachments) && std::ranges::includes(l.quoted, e.quoted);
    }

    // A text too short to be looked for is held where it is known to be quoted.
    void knownQuotations() {
        for (std::size_t later = 0; later < m_members.size(); ++later)
            for (const auto earlier : m_members[later].held)
                if (earlier < m_members.size() && m_members[earlier].own.size() < kAnchor && isLater(later, earlier) &&
                    carriesTheRest(later, earlier))
                    m_inclusive[earlier] = false;
    }

    static std::uint64_t hashAt(std::string_view text, std::size_t at) {
        std::uint64_t hash = 0;
        for (std::size_t i = 0; i < kAnchor; ++i) hash = hash * kBase + static_cast<unsigned char>(text[at + i]);
        return hash;
    }

    void lookInto(std::size_t later) {
        const std::string_view text = m_members[later].all;
        if (text.size() < kAnchor) return;
        std::uint64_t power = 1, hash = hashAt(text, 0);
        for (std::size_t i = 1; i < kAnchor; ++i) power *= kBase;
        for (std::size_t at = 0;; ++at) {
            if (m_mayBegin.test(hash >> kFilterShift))
                if (const auto found = m_anchors.find(hash); found != m_anchors.end())
                    tryAt(later, text.substr(at), found->second);
            if (at + kAnchor == text.size()) break;
            hash = (hash - static_cast<unsigned char>(text[at]) * power) * kBase +
                   static_cast<unsigned char>(text[at + kAnchor]);
        }
    }

    void tryAt(std::size_t later, std::string_view text, std::vector<std::size_t>& waiting) {
        std::erase_if(waiting, [&](std::size_t earlier) {
            if (earlier == later) return false;
            if (++m_trials[earlier] > kMostTrials) return true;
            if (!isLater(later, earlier) || !text.starts_with(m_members[earlier].own) ||
                !carriesTheRest(later, earlier))
                return false;
            m_inclusive[earlier] = false;
            return true;
        });
    }

    const std::vector<ThreadText>& m_members;
    std::vector<bool> m_inclusive;
    std::vector<int> m_trials;
    std::vector<std::size_t> m_came, m_left;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> m_anchors;
    std::bitset<std::size_t{1} << (64 - kFilterShift)>
        m_mayBegin;  // most letters begin nothing: told without a look-up
};

}  // namespace

std::vector<bool> inclusiveMembers(const std::vector<ThreadText>& members) { return Finding(members).run(); }

}  // namespace redwell::analysis
