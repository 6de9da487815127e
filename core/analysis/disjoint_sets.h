// Sets that only grow together (union-find, path halving).
#pragma once

#include <cstddef>
#include <numeric>
#include <vector>

namespace redwell::analysis {

class DisjointSets {
public:
    explicit DisjointSets(std::size_t count = 0) : m_above(count) { std::iota(m_above.begin(), m_above.end(), 0); }
    std::size_t add() {
        m_above.push_back(m_above.size());
        return m_above.size() - 1;
    }
    std::size_t of(std::size_t i) {
        while (m_above[i] != i) i = m_above[i] = m_above[m_above[i]];
        return i;
    }
    // The lower of the two stands for both.
    void join(std::size_t a, std::size_t b) {
        a = of(a);
        b = of(b);
        if (a == b) return;
        if (a < b)
            m_above[b] = a;
        else
            m_above[a] = b;
    }
    bool areOne(std::size_t a, std::size_t b) { return of(a) == of(b); }

private:
    std::vector<std::size_t> m_above;
};

}  // namespace redwell::analysis
