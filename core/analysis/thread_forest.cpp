#include "analysis/thread_forest.h"

#include "analysis/same_message.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace redwell::analysis {
namespace {

constexpr std::size_t kMostReferences = 256;  // of one mail; beyond them the oldest and the youngest count
constexpr std::size_t kLongestKey = 998;      // a header line
constexpr std::size_t kIndexHead = 22, kIndexStep = 5;
constexpr double kLikeWhatIsAnswered = 0.3;  // a quotation this like the mail that is answered is that mail

// Exports number their events anew, and two may name a conversation alike: the own document's come first.
std::string keyWithin(const Sighting& s, const std::string& key) { return std::to_string(s.document) + '\t' + key; }

std::vector<std::string> boundedReferences(const Sighting& s) {
    auto keys = s.references;
    if (!s.replyTo.empty() && std::ranges::find(keys, s.replyTo) == keys.end()) keys.push_back(s.replyTo);
    if (keys.size() > kMostReferences)
        keys.erase(keys.begin() + 1, keys.begin() + static_cast<std::ptrdiff_t>(keys.size() - kMostReferences + 1));
    return keys;
}

}  // namespace

ThreadForest::ThreadForest(const std::vector<Sighting>& sightings, const std::vector<std::size_t>& first,
                           Senders& senders)
    : m_all(sightings), m_senders(senders), m_order(sightings.size()) {
    std::iota(m_order.begin(), m_order.end(), 0);
    std::ranges::sort(m_order, {}, [&](std::size_t i) { return std::tuple(m_all[i].document, m_all[i].ordinal); });
    makeNodes(first);
    linkAnswers();
    linkReferences();
    linkOutlookIndex();
    linkQuotations();
}

void ThreadForest::makeNodes(const std::vector<std::size_t>& first) {
    m_nodeOf.assign(m_all.size(), kNone);
    const auto nodeFor = [&](std::size_t i) {
        if (m_nodeOf[i] != kNone) return m_nodeOf[i];
        ThreadNode node;
        node.isGap = true;
        m_nodes.push_back(std::move(node));
        m_standsFor.push_back(m_nodes.size() - 1);
        m_trees.add();
        m_threads.add();
        return m_nodeOf[i] = m_nodes.size() - 1;
    };
    for (std::size_t i = 0; i < m_all.size(); ++i) m_nodes[nodeFor(first[i])].isGap &= m_all[i].depth > 0;
    for (std::size_t i = 0; i < m_all.size(); ++i)
        if (first[i] == i) m_nodes[m_nodeOf[i]].sightings.push_back(i);
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (first[i] == i) continue;
        m_nodeOf[i] = m_nodeOf[first[i]];
        m_nodes[m_nodeOf[i]].sightings.push_back(i);
    }
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (m_all[i].key.empty()) continue;
        m_byKey.emplace(scopedKey(m_all[i], m_all[i].key), m_nodeOf[i]);
        if (!m_all[i].isMail) m_byKey.emplace(keyWithin(m_all[i], m_all[i].key), m_nodeOf[i]);
    }
}

std::size_t ThreadForest::standing(std::size_t node) const {
    while (m_standsFor[node] != node) node = m_standsFor[node];
    return node;
}

std::size_t ThreadForest::addEmpty(const std::string& key, std::size_t knownFrom) {
    ThreadNode node;
    node.isGap = true;
    node.key = key;
    node.knownFrom = knownFrom;
    m_nodes.push_back(std::move(node));
    m_standsFor.push_back(m_nodes.size() - 1);
    m_trees.add();
    m_threads.add();
    return m_nodes.size() - 1;
}

std::size_t ThreadForest::nodeWithKey(const Sighting& from, const std::string& key, std::size_t sighting) {
    if (key.empty() || key.size() > kLongestKey) return kNone;
    if (!from.isMail)
        if (const auto near = m_byKey.find(keyWithin(from, key)); near != m_byKey.end()) return near->second;
    const auto [found, isNew] = m_byKey.emplace(scopedKey(from, key), m_nodes.size());
    return isNew ? addEmpty(key, sighting) : found->second;
}

// A node without a parent is the root of its tree, so that a circle closes exactly when both are of one tree.
bool ThreadForest::link(std::size_t child, std::size_t parent) {
    m_threads.join(child, parent);
    if (m_nodes[child].parent != kNone || m_trees.areOne(child, parent)) return false;
    m_nodes[child].parent = parent;
    m_trees.join(child, parent);
    return true;
}

void ThreadForest::linkAnswers() {
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        const auto& s = m_all[i];
        const auto& answered = s.replyTo.empty() && !s.references.empty() ? s.references.back() : s.replyTo;
        const auto parent = nodeWithKey(s, answered, i);
        if (parent != kNone && parent != m_nodeOf[i]) link(m_nodeOf[i], parent);
    }
}

void ThreadForest::linkReferences() {
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        if (!m_all[i].isMail || m_all[i].references.empty()) continue;
        auto above = kNone;
        for (const auto& key : boundedReferences(m_all[i])) {
            const auto node = nodeWithKey(m_all[i], key, i);
            if (node == kNone || node == m_nodeOf[i]) continue;
            m_threads.join(m_nodeOf[i], node);
            if (above != kNone && above != node) link(node, above);
            above = node;
        }
    }
}

// Each answer's index is the answered one's with five bytes more.
void ThreadForest::linkOutlookIndex() {
    std::unordered_map<std::string, std::size_t> byIndex, byHead;
    std::vector<std::size_t> bearers;
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        const auto& index = m_all[i].conversationIndex;
        if (index.size() < kIndexHead || index.size() > 4096) continue;
        bearers.push_back(i);
        byIndex.emplace(index, m_nodeOf[i]);
        m_threads.join(m_nodeOf[i], byHead.emplace(index.substr(0, kIndexHead), m_nodeOf[i]).first->second);
    }
    for (const auto i : bearers) {
        const auto& s = m_all[i];
        const auto node = m_nodeOf[i];
        if (m_nodes[node].parent != kNone) continue;
        for (auto size = s.conversationIndex.size(); size >= kIndexHead + kIndexStep;) {
            size -= kIndexStep;
            const auto found = byIndex.find(s.conversationIndex.substr(0, size));
            if (found == byIndex.end()) {
                // The answered mail is known by its place in the index alone, and only where nothing else names it.
                const bool isAnswered = size + kIndexStep == s.conversationIndex.size();
                const bool isNamed = !s.replyTo.empty() || !s.references.empty() || s.hasQuotedText;
                if (!isAnswered || isNamed) continue;
                const auto empty = addEmpty({}, i);
                byIndex.emplace(s.conversationIndex.substr(0, size), empty);
                link(node, empty);
                continue;
            }
            if (found->second == node) continue;
            const auto root = m_nodes[node].parent == kNone ? node : m_nodes[node].parent;  // or the container above it
            if (root != found->second) link(root, found->second);
            break;
        }
    }
}

void ThreadForest::linkQuotations() {
    std::vector<std::size_t> last;  // of each depth in this document
    std::int64_t document = 0;
    for (const auto i : m_order) {
        const auto& s = m_all[i];
        if (s.document != document) last.clear();
        document = s.document;
        const auto depth = static_cast<std::size_t>(std::clamp(s.depth, 0, 1000));
        const bool isFirstHere = last.size() <= depth || last[depth] == kNone;
        if (depth > 0) {
            auto above = std::min(depth, last.size());  // a level may be missing
            while (above > 0 && last[above - 1] == kNone) --above;
            if (above > 0) {
                const auto quoting = last[above - 1];
                if (isFirstHere)
                    linkQuotation(quoting, i);
                else
                    m_threads.join(nodeOf(quoting), nodeOf(i));  // several mails forwarded side by side
            }
        }
        last.resize(depth + 1, kNone);
        last[depth] = i;
    }
    for (std::size_t i = 0; i < m_nodes.size(); ++i) m_nodes[i].isGone = m_standsFor[i] != i;
    for (auto& node : m_nodes)
        if (node.parent != kNone) node.parent = standing(node.parent);
}

void ThreadForest::linkQuotation(std::size_t quoting, std::size_t quoted) {
    const auto child = nodeOf(quoting), node = nodeOf(quoted);
    if (child == node) return;
    if (m_nodes[node].isGap && m_nodes[node].knownFrom == kNone) m_nodes[node].knownFrom = quoting;
    m_threads.join(child, node);
    const auto stated = m_nodes[child].parent == kNone ? kNone : standing(m_nodes[child].parent);
    if (stated == kNone) {
        link(child, node);
    } else if (stated != node && m_nodes[stated].sightings.empty()) {
        // What is answered is known by its key; the quotation shows what it says.
        if (m_nodes[node].key.empty() && m_all[m_nodes[node].sightings.front()].key.empty()) become(stated, node);
    } else if (stated != node && m_nodes[node].isGap && !m_nodes[stated].sightings.empty()) {
        const auto &a = m_all[m_nodes[stated].sightings.front()], &b = m_all[quoted];
        const bool isSame = m_senders.mayBeOne(a.sender, b.sender) && b.sender >= 0 && mayBeOneMoment(a, b) &&
                            (a.minute == b.minute || likeness(a.sketch, b.sketch) >= kLikeWhatIsAnswered);
        if (isSame) become(node, stated);
    }
}

// gone turns out to be into: its links and sightings go there. Not within one tree, where it could close a circle.
void ThreadForest::become(std::size_t gone, std::size_t into) {
    if (m_trees.areOne(gone, into)) return;
    auto &from = m_nodes[gone], &to = m_nodes[into];
    m_threads.join(gone, into);
    m_trees.join(gone, into);
    if (to.parent == kNone) to.parent = from.parent;
    if (to.key.empty()) to.key = from.key;
    if (to.knownFrom == kNone) to.knownFrom = from.knownFrom;
    to.sightings.insert(to.sightings.end(), from.sightings.begin(), from.sightings.end());
    from.sightings.clear();
    m_standsFor[gone] = into;
}

}  // namespace redwell::analysis
