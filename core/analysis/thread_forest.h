// Distinct messages joined into trees: what answers what. After Jamie Zawinski's "message threading": a message that is
// only referred to gets an empty container of its own, which is a gap. Links that are stated (In-Reply-To) come before
// those that follow (References, Outlook's index, quotations); a link that would close a circle is left out.
#pragma once

#include "analysis/disjoint_sets.h"
#include "analysis/senders.h"
#include "analysis/sighting.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace redwell::analysis {

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// One distinct message, or an empty container.
struct ThreadNode {
    std::vector<std::size_t> sightings;  // indexes, the first sighting first; none for an empty container
    std::size_t parent = kNone;          // a node
    std::size_t knownFrom = kNone;       // of a gap: the sighting that refers to it or quotes it
    std::string key;                     // of an empty container, as written
    bool isGap = false;                  // empty, or known by quotations alone
    bool isGone = false;                 // found to be another node's message
};

class ThreadForest {
public:
    // first: of each sighting the first of the same message (firstSightings).
    ThreadForest(const std::vector<Sighting>& sightings, const std::vector<std::size_t>& first, Senders& senders);

    const std::vector<ThreadNode>& nodes() const { return m_nodes; }
    std::size_t nodeOf(std::size_t sighting) { return standing(m_nodeOf[sighting]); }
    // Of one thread: the same for nodes that hang together, whatever links them.
    std::size_t threadOf(std::size_t node) { return m_threads.of(node); }

private:
    void makeNodes(const std::vector<std::size_t>& first);
    void linkAnswers();
    void linkReferences();
    void linkOutlookIndex();
    void linkQuotations();
    void linkQuotation(std::size_t quoting, std::size_t quoted);
    std::size_t standing(std::size_t node) const;
    std::size_t nodeWithKey(const Sighting& from, const std::string& key, std::size_t sighting);
    std::size_t addEmpty(const std::string& key, std::size_t knownFrom);
    bool link(std::size_t child, std::size_t parent);
    void become(std::size_t gone, std::size_t into);

    const std::vector<Sighting>& m_all;
    Senders& m_senders;
    std::vector<ThreadNode> m_nodes;
    std::vector<std::size_t> m_nodeOf;     // of each sighting
    std::vector<std::size_t> m_standsFor;  // of each node: itself, or the node that it was found to be
    std::vector<std::size_t> m_order;      // sightings by document and place
    std::unordered_map<std::string, std::size_t> m_byKey;
    DisjointSets m_trees, m_threads;
};

}  // namespace redwell::analysis
