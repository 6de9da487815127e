#include "analysis/senders.h"

#include "messages/person_names.h"
#include "messages/sender.h"

#include <algorithm>

namespace redwell::analysis {
namespace {

constexpr std::size_t kFewLetters = 6;

bool isWithinTwoSlips(const std::string& a, const std::string& b) {
    if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > 2 || std::min(a.size(), b.size()) < kFewLetters)
        return false;
    std::vector<std::size_t> above(b.size() + 1), row(b.size() + 1);
    for (std::size_t k = 0; k <= b.size(); ++k) above[k] = k;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t k = 1; k <= b.size(); ++k)
            row[k] = std::min({above[k] + 1, row[k - 1] + 1, above[k - 1] + (a[i - 1] != b[k - 1])});
        std::swap(above, row);
    }
    return above[b.size()] <= 2;
}

}  // namespace

int Senders::add(const std::string& written, std::int64_t person) {
    if (written.empty()) return -1;
    if (const auto found = m_byWriting.find(written); found != m_byWriting.end()) return found->second;
    const auto sender = static_cast<int>(m_sets.add());
    const auto parts = messages::writtenPerson(written);
    const auto& shown = parts.name.empty() ? parts.address : parts.name;
    m_letters.push_back(messages::senderKey(messages::nameKey(messages::bareName(shown))));
    m_byWriting.emplace(written, sender);
    const auto self = static_cast<std::size_t>(sender);
    if (!m_letters.back().empty())
        m_sets.join(self, static_cast<std::size_t>(m_byLetters.emplace(m_letters.back(), sender).first->second));
    if (person != 0) m_sets.join(self, static_cast<std::size_t>(m_byPerson.emplace(person, sender).first->second));
    return sender;
}

int Senders::identity(int sender) {
    return sender < 0 ? -1 : static_cast<int>(m_sets.of(static_cast<std::size_t>(sender)));
}

bool Senders::mayBeOne(int a, int b) {
    if (a < 0 || b < 0 || identity(a) == identity(b)) return true;
    const auto &first = m_letters[static_cast<std::size_t>(a)], &second = m_letters[static_cast<std::size_t>(b)];
    if (std::min(first.size(), second.size()) >= 4 &&
        (first.find(second) != std::string::npos || second.find(first) != std::string::npos))
        return true;
    return isWithinTwoSlips(first, second);
}

}  // namespace redwell::analysis
