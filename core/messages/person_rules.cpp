#include "messages/person_rules.h"

#include "base/text.h"
#include "messages/person_names.h"
#include "messages/sender.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace redwell::messages {
namespace {

constexpr std::size_t kShortestLikeness = 8;  // letters that two names must have before one of them may be a slip

template <std::size_t Size>
bool isAmong(const std::array<std::string_view, Size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// One way of writing, taken apart once.
struct Form {
    std::size_t person = 0;
    const RuledPerson::Name* name = nullptr;
    std::string bare;                // folded, without titles and brackets
    std::vector<std::string> words;  // of bare; none for an address
    std::string letters;             // as a scan may confuse them
    std::string local, domain;       // of an address
    bool isInitials = false;
};

Form formOf(std::size_t person, const RuledPerson::Name& name) {
    Form form{person, &name, {}, {}, {}, {}, {}, false};
    if (name.isAddress) {
        const auto key = std::string_view(name.key);
        const auto at = key.rfind('@');
        if (at == std::string_view::npos) return form;
        form.domain = key.substr(at + 1);
        form.local = key.substr(0, std::min(at, key.find('+')));
        return form;
    }
    form.bare = nameKey(bareName(name.written));
    form.words = split(form.bare, ' ');
    form.letters = senderKey(form.bare);
    form.isInitials = isInitials(name.written);
    return form;
}

bool isFull(const Form& form) {
    return form.words.size() >= 2 && form.words.front().size() > 1 && form.words.back().size() > 1;
}

// "i vale" for "imogen vale", "imogen v" for "imogen vale"; the middle does not count.
bool isShortFor(const Form& brief, const Form& full) {
    if (brief.words.size() < 2 || !isFull(full)) return false;
    const auto &a = brief.words, &b = full.words;
    if (a.back() == b.back() && a.front().size() == 1) return a.front()[0] == b.front()[0];
    return a.front() == b.front() && a.back().size() == 1 && a.back()[0] == b.back()[0];
}

bool isRole(std::string_view local) {
    static constexpr std::array<std::string_view, 22> kRoles = {
        "info",    "admin",    "office",     "sales",      "support", "contact", "legal",    "hr",
        "noreply", "no-reply", "postmaster", "webmaster",  "billing", "team",    "accounts", "mail",
        "help",    "news",     "newsletter", "donotreply", "service", "all"};
    return isAmong(kRoles, local);
}

std::string lettersOf(std::string_view local) {
    std::string letters;
    for (const char c : local)
        if (c >= 'a' && c <= 'z') letters += c;
    return letters;
}

std::string inQuotes(std::string_view text) { return "'" + std::string(text) + "'"; }

class Finder {
public:
    explicit Finder(const std::vector<RuledPerson>& people) : m_people(people) {
        for (std::size_t i = 0; i < people.size(); ++i)
            for (const auto& name : people[i].names) m_forms.push_back(formOf(i, name));
        // The best known first: of many who are alike, each is compared with him alone, which keeps the work linear.
        std::ranges::stable_sort(m_forms, [&](const Form& a, const Form& b) {
            return people[a.person].messages > people[b.person].messages;
        });
        m_full.resize(people.size());
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            if (isFull(m_forms[i])) m_full[m_forms[i].person].push_back(i);
    }

    std::vector<LikelyPair> find() {
        sameName();
        sameLetters();
        oneLetterOff();
        initials();
        mailboxNames();
        sameMailbox();
        firstNames();
        initialsAlone();
        std::vector<LikelyPair> pairs;
        for (auto& [ids, pair] : m_pairs) pairs.push_back(std::move(pair));
        std::ranges::stable_sort(pairs,
                                 [](const LikelyPair& a, const LikelyPair& b) { return a.confidence > b.confidence; });
        return pairs;
    }

private:
    using Buckets = std::unordered_map<std::string, std::vector<std::size_t>>;

    void suggest(std::size_t first, std::size_t second, double confidence, const std::string& reason) {
        const Form *a = &m_forms[first], *b = &m_forms[second];
        if (a->person == b->person || a->name->key == b->name->key) return;
        if (m_people[a->person].messages < m_people[b->person].messages) std::swap(a, b);
        const auto ids = std::minmax(a->person, b->person);
        auto& pair = m_pairs[{ids.first, ids.second}];
        if (pair.confidence >= confidence) return;
        pair = {m_people[a->person].id, m_people[b->person].id, a->name->key, b->name->key, reason, confidence};
    }

    template <class Rule>
    void eachWithFirst(const Buckets& buckets, Rule rule) {
        for (const auto& [key, forms] : buckets)
            for (std::size_t i = 1; i < forms.size(); ++i) rule(forms.front(), forms[i]);
    }

    std::string reasonOf(std::size_t one, std::size_t other, const std::string& between,
                         const std::string& behind = {}) {
        return inQuotes(m_forms[one].name->written) + between + inQuotes(m_forms[other].name->written) + behind;
    }

    bool isWrittenAlike(std::size_t a, std::size_t b) {
        return nameKey(m_forms[a].name->written) == nameKey(m_forms[b].name->written);
    }

    // Whether both have full names and none of one can be one of the other.
    bool contradict(std::size_t a, std::size_t b) {
        const auto &mine = m_full[a], &theirs = m_full[b];
        if (mine.empty() || theirs.empty()) return false;
        for (const auto i : mine)
            for (const auto k : theirs)
                if (m_forms[i].letters == m_forms[k].letters || m_forms[i].words.back() == m_forms[k].words.back())
                    return false;
        return true;
    }

    void sameName() {
        Buckets buckets;
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            if (m_forms[i].words.size() >= 2) buckets[m_forms[i].bare].push_back(i);
        eachWithFirst(buckets, [&](std::size_t a, std::size_t b) {
            suggest(a, b, 0.95,
                    isWrittenAlike(a, b) ? "both are written " + inQuotes(m_forms[a].name->written)
                                         : reasonOf(b, a, " and ", " are the same name, titles and brackets left out"));
        });
    }

    void sameLetters() {
        Buckets buckets;
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            if (m_forms[i].letters.size() >= 4) buckets[m_forms[i].letters].push_back(i);
        eachWithFirst(buckets, [&](std::size_t a, std::size_t b) {
            suggest(a, b, 0.9,
                    isWrittenAlike(a, b) ? "both are written " + inQuotes(m_forms[a].name->written)
                                         : reasonOf(b, a, " is how a scan may read "));
        });
    }

    // Two names that become equal when each loses at most one letter.
    void oneLetterOff() {
        Buckets buckets;
        for (std::size_t i = 0; i < m_forms.size(); ++i) {
            const auto& letters = m_forms[i].letters;
            if (letters.size() < kShortestLikeness || letters.size() > 40 || m_forms[i].words.size() < 2) continue;
            buckets[letters].push_back(i);
            for (std::size_t gone = 0; gone < letters.size(); ++gone) {
                auto rest = letters;
                rest.erase(gone, 1);
                auto& bucket = buckets[rest];
                if (bucket.empty() || bucket.back() != i) bucket.push_back(i);
            }
        }
        eachWithFirst(buckets, [&](std::size_t a, std::size_t b) {
            if (m_forms[a].letters != m_forms[b].letters)
                suggest(a, b, 0.75, reasonOf(b, a, " is one letter away from "));
        });
    }

    void initials() {
        Buckets byLast, byFirst;
        for (std::size_t i = 0; i < m_forms.size(); ++i) {
            if (!isFull(m_forms[i])) continue;
            const auto& words = m_forms[i].words;
            byLast[words.front().substr(0, 1) + " " + words.back()].push_back(i);
            byFirst[words.front() + " " + words.back().substr(0, 1)].push_back(i);
        }
        for (std::size_t i = 0; i < m_forms.size(); ++i) {
            const auto& words = m_forms[i].words;
            if (words.size() < 2 || isFull(m_forms[i])) continue;
            const auto& buckets = words.front().size() == 1 ? byLast : byFirst;
            const auto found = buckets.find(words.front() + " " + words.back());
            if (found == buckets.end()) continue;
            const auto count = personsIn(found->second);
            if (count > 3) continue;  // it may stand for anybody
            for (const auto full : found->second)
                if (isShortFor(m_forms[i], m_forms[full]))
                    suggest(full, i, count == 1 ? 0.8 : 0.45, reasonOf(i, full, " may be short for "));
        }
    }

    std::size_t personsIn(const std::vector<std::size_t>& forms) {
        std::set<std::size_t> people;
        for (const auto i : forms) {
            people.insert(m_forms[i].person);
            if (people.size() > 8) break;
        }
        return people.size();
    }

    // "ivale@", "imogen.vale@", "vale.i@" for Imogen Vale.
    void mailboxNames() {
        Buckets mailboxes;
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            if (const auto letters = lettersOf(m_forms[i].local); letters.size() >= 4) mailboxes[letters].push_back(i);
        for (std::size_t i = 0; i < m_forms.size(); ++i) {
            if (!isFull(m_forms[i])) continue;
            const auto first = lettersOf(m_forms[i].words.front()), last = lettersOf(m_forms[i].words.back());
            if (first.empty() || last.empty()) continue;
            const std::array<std::pair<std::string, double>, 7> ways = {{{first + last, 0.85},
                                                                         {last + first, 0.85},
                                                                         {first.substr(0, 1) + last, 0.75},
                                                                         {last + first.substr(0, 1), 0.7},
                                                                         {first + last.substr(0, 1), 0.6},
                                                                         {last, 0.5},
                                                                         {first, 0.4}}};
            for (const auto& [way, confidence] : ways) {
                const auto found = mailboxes.find(way);
                if (found == mailboxes.end() || personsIn(found->second) > 3) continue;
                for (const auto mailbox : found->second)
                    if (!contradict(m_forms[mailbox].person, m_forms[i].person))
                        suggest(i, mailbox, confidence, reasonOf(mailbox, i, " can be a mailbox of "));
            }
        }
    }

    void sameMailbox() {
        Buckets buckets;
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            if (m_forms[i].local.size() >= 4 && !isRole(m_forms[i].local)) buckets[m_forms[i].local].push_back(i);
        eachWithFirst(buckets, [&](std::size_t a, std::size_t b) {
            if (contradict(m_forms[a].person, m_forms[b].person)) return;
            const bool isOneDomain = m_forms[a].domain == m_forms[b].domain;
            suggest(a, b, isOneDomain ? 0.9 : 0.5,
                    reasonOf(b, a, " and ", isOneDomain ? " are one mailbox" : " are mailboxes of one name"));
        });
    }

    // "Imogen" in a chat, when the case knows one full name that begins so.
    void firstNames() {
        Buckets byFirst;
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            if (isFull(m_forms[i])) byFirst[m_forms[i].words.front()].push_back(i);
        for (std::size_t i = 0; i < m_forms.size(); ++i) {
            if (m_forms[i].words.size() != 1 || m_forms[i].bare.size() < 3) continue;
            const auto found = byFirst.find(m_forms[i].bare);
            if (found != byFirst.end() && personsIn(found->second) == 1)
                suggest(found->second.front(), i, 0.5, reasonOf(found->second.front(), i, " is the only ", " here"));
        }
    }

    bool meet(std::size_t a, std::size_t b) const {
        const auto &mine = m_people[a].documents, &theirs = m_people[b].documents;
        return std::ranges::any_of(mine, [&](std::int64_t id) { return std::ranges::binary_search(theirs, id); });
    }

    // "DO" in a print, for the full name with these initials that stands in the same print, or for the only one here.
    void initialsAlone() {
        Buckets byInitials;
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            if (isFull(m_forms[i]))
                for (auto& initials : initialsOf(m_forms[i].name->written)) byInitials[initials].push_back(i);
        for (std::size_t i = 0; i < m_forms.size(); ++i) {
            if (!m_forms[i].isInitials || !m_full[m_forms[i].person].empty()) continue;
            const auto found = byInitials.find(lettersOf(fold(m_forms[i].name->written)));
            if (found == byInitials.end()) continue;
            std::vector<std::size_t> near;
            for (const auto full : found->second)
                if (meet(m_forms[full].person, m_forms[i].person)) near.push_back(full);
            const auto& candidates = near.empty() ? found->second : near;
            const auto count = personsIn(candidates);
            if (count > (near.empty() ? 1U : 3U)) continue;
            const double confidence = near.empty() ? 0.4 : count == 1 ? 0.65 : 0.45;
            const std::string behind = near.empty() ? " alone here" : ", who stands in the same document";
            for (const auto full : candidates)
                suggest(full, i, confidence, reasonOf(i, full, " are the initials of ", behind));
        }
    }

    const std::vector<RuledPerson>& m_people;
    std::vector<Form> m_forms;
    std::vector<std::vector<std::size_t>> m_full;  // forms with a full name, by person
    std::map<std::pair<std::size_t, std::size_t>, LikelyPair> m_pairs;
};

bool isLawDomain(std::string_view domain) {
    static constexpr std::array<std::string_view, 8> kEndings = {"law",     "legal",     "llp",        "lawyers",
                                                                 "lawfirm", "attorneys", "solicitors", "barristers"};
    static constexpr std::array<std::string_view, 6> kOtherWords = {"claw",  "flaw", "outlaw",
                                                                    "bylaw", "slaw", "illegal"};
    for (const auto& label : split(domain, '.')) {
        const bool isOther =
            std::ranges::any_of(kOtherWords, [&](std::string_view word) { return label.ends_with(word); });
        if (!isOther && std::ranges::any_of(kEndings, [&](std::string_view end) { return label.ends_with(end); }))
            return true;
        if (label.starts_with("law-") || label.starts_with("lawoffice") || label.find("-law-") != std::string::npos)
            return true;
    }
    return false;
}

}  // namespace

bool isInitials(std::string_view written) {
    // What is written so in any office and is nobody.
    static constexpr std::array<std::string_view, 14> kOffices = {"HR", "IT", "QA",  "PR",  "PM",  "AM",  "US",
                                                                  "UK", "EU", "CEO", "CFO", "COO", "CTO", "FYI"};
    std::string letters;
    for (const char c : written) {
        if (c >= 'A' && c <= 'Z')
            letters += c;
        else if (c != '.' && c != ' ')
            return false;
    }
    return letters.size() >= 2 && letters.size() <= 3 && !isAmong(kOffices, letters);
}

std::vector<std::string> initialsOf(std::string_view written) {
    std::string spaced = nameKey(bareName(written));
    std::ranges::replace(spaced, '-', ' ');
    const auto words = split(collapseWhitespace(spaced), ' ');
    if (words.size() < 2 || words.front().size() < 2 || words.back().size() < 2) return {};
    std::vector<std::string> all{{words.front()[0], words.back()[0]}};
    if (words.size() == 3) all.push_back({words[0][0], words[1][0], words[2][0]});
    return all;
}

std::vector<LikelyPair> likelyPairs(const std::vector<RuledPerson>& people) { return Finder(people).find(); }

std::string attorneyReason(std::string_view written, bool isAddress) {
    static constexpr std::array<std::string_view, 14> kWords = {
        "esq",       "esquire",   "llp",    "attorney", "attorneys",    "lawyer", "counsel",
        "solicitor", "barrister", "avocat", "abogado",  "rechtsanwalt", "legal",  "gc"};
    if (!isAddress) {
        for (const auto& word : split(nameKey(written), ' '))
            if (isAmong(kWords, word)) return "'" + word + "' stands in the name " + inQuotes(written);
        return {};
    }
    const auto key = addressKey(written);
    const auto at = key.rfind('@');
    if (at == std::string::npos) return {};
    std::string local = key.substr(0, at);
    for (char& c : local)
        if (c < 'a' || c > 'z') c = ' ';
    for (const auto& word : split(collapseWhitespace(local), ' '))
        if (isAmong(kWords, word) || word == "law" || word == "generalcounsel" || word == "litigation")
            return "the mailbox " + key + " is named " + inQuotes(word);
    if (isLawDomain(key.substr(at + 1))) return "the domain of " + key + " is a law firm's by its name";
    return {};
}

}  // namespace redwell::messages
