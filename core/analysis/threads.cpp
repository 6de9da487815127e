#include "analysis/threads.h"

#include "analysis/same_message.h"
#include "analysis/thread_forest.h"
#include "analysis/thread_rows.h"
#include "analysis/thread_source.h"
#include "casefile/snapshot.h"
#include "messages/participants.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <thread>
#include <tuple>
#include <unordered_set>

namespace redwell::analysis {
namespace {

constexpr unsigned kMostThreads = 4;
constexpr std::size_t kFewMembers = 64;  // of a thread whose texts are compared each with each

Error cancelled() {
    return {ErrorKind::Cancelled, "threading was stopped", {}, "It is done again with the next ingest."};
}

// "Re: Fwd: AW: sources" is "sources".
std::string baseSubject(std::string_view subject) {
    static constexpr std::string_view kPrefixes[] = {
        "re:", "fw:", "fwd:", "aw:", "wg:", "sv:", "antw:", "tr:", "rv:", "r:"};
    for (bool changed = true; changed;) {
        changed = false;
        while (!subject.empty() && subject.front() == ' ') subject.remove_prefix(1);
        for (const auto prefix : kPrefixes) {
            if (subject.size() < prefix.size()) continue;
            const bool fits = std::equal(prefix.begin(), prefix.end(), subject.begin(), [](char a, char b) {
                return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
            });
            if (!fits) continue;
            subject.remove_prefix(prefix.size());
            changed = true;
        }
    }
    return std::string(subject);
}

// One rebuild: forest, inclusive messages, rows.
class Rebuild {
public:
    Rebuild(casefile::Case& target, Progress& progress, std::stop_token stop)
        : m_case(target), m_progress(progress), m_stop(std::move(stop)) {}

    Result<ThreadRows> run() {
        {
            REDWELL_TRY(auto lease, m_case.read());
            REDWELL_TRY(m_all, readSightings(*lease, m_senders, m_progress, m_stop));
        }
        const auto first = firstSightings(m_all, m_senders, m_stop);
        if (m_stop.stop_requested()) return cancelled();
        m_forest.emplace(m_all, first, m_senders);
        const auto& nodes = m_forest->nodes();
        std::map<std::size_t, std::vector<std::size_t>> byRoot;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            if (!nodes[i].isGone) byRoot[m_forest->threadOf(i)].push_back(i);
        std::vector<std::vector<std::size_t>> threads;
        for (auto& [root, members] : byRoot) threads.push_back(std::move(members));
        m_inclusive.assign(nodes.size(), 0);
        for (const auto& s : m_all)
            if (s.depth > 0) m_quoting.insert(s.document);
        REDWELL_CHECK(findInclusive(threads));
        for (const auto& members : threads) finish(members);
        std::ranges::sort(m_rows.links, {}, &LinkRow::message);
        return std::move(m_rows);
    }

private:
    const Sighting& firstOf(std::size_t node) const { return m_all[m_forest->nodes()[node].sightings.front()]; }
    bool isDelivered(std::size_t node) const { return !m_forest->nodes()[node].isGap; }

    // Texts are read again for this, so that it takes as long as all the rest: in as many threads as there are cores.
    Status findInclusive(const std::vector<std::vector<std::size_t>>& threads) {
        std::atomic<std::size_t> next = 0;
        const auto work = [&]() -> Status {
            REDWELL_TRY(auto lease, m_case.read());
            REDWELL_TRY(const auto snapshot, casefile::Snapshot::of(*lease));
            for (auto i = next++; i < threads.size(); i = next++) {
                if (m_stop.stop_requested()) return cancelled();
                REDWELL_CHECK(findInclusive(*lease, threads[i]));
            }
            return {};
        };
        std::vector<std::future<Status>> others;
        for (auto i = std::min(std::thread::hardware_concurrency(), kMostThreads); i > 1; --i)
            others.push_back(std::async(std::launch::async, work));
        auto status = work();
        for (auto& other : others)
            if (auto ended = other.get(); status) status = std::move(ended);
        return status;
    }

    bool isAnyMail(const std::vector<std::size_t>& members) const {
        const auto& nodes = m_forest->nodes();
        return std::ranges::any_of(members,
                                   [&](std::size_t n) { return !nodes[n].sightings.empty() && firstOf(n).isMail; });
    }

    std::vector<std::size_t> deliveredOf(const std::vector<std::size_t>& members) const {
        std::vector<std::size_t> delivered;
        std::ranges::copy_if(members, std::back_inserter(delivered), [&](std::size_t n) { return isDelivered(n); });
        return delivered;
    }

    Status findInclusive(casefile::Database& database, const std::vector<std::size_t>& members) {
        const auto delivered = deliveredOf(members);
        if (delivered.size() > 1 && isAnyMail(members) && mayHoldAnother(delivered))
            return findInclusive(database, members, delivered);
        for (const auto node : delivered) m_inclusive[node] = 1;
        return {};
    }

    // Told by the sketches, where no document says more than its own message: most texts need not be read again then.
    bool mayHoldAnother(const std::vector<std::size_t>& delivered) const {
        if (delivered.size() > kFewMembers) return true;
        return std::ranges::any_of(delivered, [&](std::size_t later) {
            const auto& l = firstOf(later);
            if (l.hasQuotedText || m_quoting.contains(l.document)) return true;
            return std::ranges::any_of(delivered, [&](std::size_t earlier) {
                return earlier != later && mayContain(l.sketch, firstOf(earlier).sketch);
            });
        });
    }

    void finish(const std::vector<std::size_t>& members) {
        const auto& nodes = m_forest->nodes();
        const auto delivered = deliveredOf(members);
        // A mail file is a thread even alone; what was read off a page only where it hangs together with something.
        const bool isThread = members.size() > 1 || std::ranges::any_of(members, [&](std::size_t n) {
                                  return !nodes[n].sightings.empty() && firstOf(n).isMail && firstOf(n).isFile;
                              });
        std::int64_t id = 0;
        if (isThread) {
            id = summarize(members, delivered);
            for (const auto node : members)
                if (nodes[node].isGap) addGap(id, node);
        }
        for (const auto node : members) addLinks(id, node);
    }

    // A node that is a gap has its quotations listed with whoever quotes them.
    Status findInclusive(casefile::Database& database, const std::vector<std::size_t>& members,
                         const std::vector<std::size_t>& delivered) {
        const auto& nodes = m_forest->nodes();
        std::map<std::size_t, std::size_t> place;
        for (std::size_t i = 0; i < delivered.size(); ++i) place[delivered[i]] = i;
        std::map<std::int64_t, std::vector<std::size_t>> quotedIn;  // document -> nodes that it quotes
        for (const auto node : members)
            for (const auto s : nodes[node].sightings)
                if (m_all[s].depth > 0) quotedIn[m_all[s].document].push_back(node);
        std::vector<ThreadText> texts;
        for (const auto node : delivered) {
            const auto& own = firstOf(node);
            REDWELL_TRY(auto text, readText(database, own));
            if (const auto quoted = quotedIn.find(own.document); quoted != quotedIn.end())
                for (const auto other : quoted->second) {
                    if (const auto found = place.find(other); found != place.end())
                        text.held.push_back(found->second);
                    else
                        text.quoted.push_back(other);
                }
            std::ranges::sort(text.quoted);
            text.minute = own.minute;
            for (auto above = nodes[node].parent; above != kNone; above = nodes[above].parent)
                if (const auto found = place.find(above);
                    found != place.end()) {  // an answer to an answer, through gaps
                    text.parent = found->second;
                    break;
                }
            texts.push_back(std::move(text));
        }
        const auto inclusive = inclusiveMembers(texts);
        for (std::size_t i = 0; i < delivered.size(); ++i) m_inclusive[delivered[i]] = inclusive[i] ? 1 : 0;
        return {};
    }

    std::int64_t summarize(const std::vector<std::size_t>& members, const std::vector<std::size_t>& delivered) {
        const auto& nodes = m_forest->nodes();
        ThreadRow row;
        for (const auto node : members)
            for (const auto s : nodes[node].sightings)
                row.id = row.id == 0 ? m_all[s].id : std::min(row.id, m_all[s].id);
        row.messages = static_cast<std::int64_t>(delivered.size());
        row.gaps = static_cast<std::int64_t>(members.size() - delivered.size());
        const Sighting* oldest = nullptr;
        for (const auto node : delivered) {
            const auto& s = firstOf(node);
            if (s.minute) {
                row.begins = std::min(row.begins.value_or(*s.minute), *s.minute);
                row.ends = std::max(row.ends.value_or(*s.minute), *s.minute);
            }
            const auto order = [](const Sighting& x) {
                return std::tuple(x.subject.empty(), !x.minute, x.minute.value_or(0), x.id);
            };
            if (!oldest || order(s) < order(*oldest)) oldest = &s;
        }
        if (oldest) row.subject = baseSubject(oldest->subject);
        m_rows.threads.push_back(row);
        return row.id;
    }

    void addGap(std::int64_t thread, std::size_t node) {
        const auto& gap = m_forest->nodes()[node];
        GapRow row{thread, gap.key, 0, 0};
        if (!gap.sightings.empty()) row.quoted = firstOf(node).id;
        row.knownFrom = gap.knownFrom == kNone ? row.quoted : firstOf(m_forest->nodeOf(gap.knownFrom)).id;
        m_rows.gaps.push_back(std::move(row));
    }

    void addLinks(std::int64_t thread, std::size_t node) {
        const auto& nodes = m_forest->nodes();
        const auto parent = nodes[node].parent;
        const auto answered = parent == kNone || nodes[parent].sightings.empty() ? 0 : firstOf(parent).id;
        for (const auto s : nodes[node].sightings)
            m_rows.links.push_back(
                {m_all[s].id, thread, answered, firstOf(node).id, m_inclusive[node] != 0 && m_all[s].depth == 0});
    }

    casefile::Case& m_case;
    Progress& m_progress;
    std::stop_token m_stop;
    Senders m_senders;
    std::vector<Sighting> m_all;
    std::optional<ThreadForest> m_forest;
    std::unordered_set<std::int64_t> m_quoting;  // documents that hold quoted messages
    std::vector<char> m_inclusive;               // by node; written by several threads, each to its own nodes
    ThreadRows m_rows;
};

}  // namespace

Status Threads::rebuild(casefile::Case& target, Progress& progress, std::stop_token stop) {
    REDWELL_CHECK(messages::noteMissingParticipants(target));
    // Whoever has taken much in has left much in the log; closing the case would wait for it.
    const auto saving = std::async(std::launch::async, [&target] { target.checkpoint(); });
    REDWELL_TRY(const auto rows, Rebuild(target, progress, stop).run());
    return target.write([&](casefile::Database& database) { return writeRows(database, rows); });
}

}  // namespace redwell::analysis
