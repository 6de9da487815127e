#include "production/secrets.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "production/open_paths.h"
#include "redaction/quotation.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstring>

namespace redwell::production {

using documents::Page;
using documents::Word;

namespace {

constexpr std::size_t kLeastLetters = 4;     // a shorter word is found by chance everywhere
constexpr std::size_t kLeastEverywhere = 5;  // outside its own document
constexpr std::size_t kShortRun = 3;         // words of a redaction that are each a secret
constexpr std::size_t kLeastRunLetters = 8;
constexpr std::size_t kPassageWords = 6, kPassageStep = 3, kLeastPassageLetters = 20;
constexpr double kHiddenShare = 0.5;  // of a word's area: what a box only grazes stays legible, and was not meant

// What the files' own formats spell: never a finding.
constexpr std::string_view kFormatWords =
    "catalog pages page mediabox contents resources procset font xobject image subtype width height bitspercomponent "
    "colorspace devicegray "
    "devicergb filter flatedecode dctdecode ccittfaxdecode decodeparms columns rows blackis length endstream endobj "
    "stream startxref trailer "
    "xref root producer creator redwell helvetica glyphless identity tounicode begincmap endcmap codespacerange "
    "bfrange cidfont cidtype type "
    "descendantfonts fontdescriptor fontfile encoding basefont registry ordering supplement adobe redacted privileged "
    "produced native format "
    "volume bates specification manifest version files sha size query prefix digits start level format color text "
    "natives loadfiles fields "
    "endorse timezone boxes covered counts documents confidential attorneys eyes only highly withheld responsiveness "
    "responsive";

// Runs of letters and digits; what is no ASCII counts as a letter.
std::vector<std::string> tokensOf(std::string_view text) {
    std::vector<std::string> tokens;
    bool isOpen = false;
    for (const char c : fold(text)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isLetter = byte >= 0x80 || std::isalnum(byte);
        if (isLetter && !isOpen) tokens.emplace_back();
        if (isLetter) tokens.back() += c;
        isOpen = isLetter;
    }
    return tokens;
}

bool isHidden(const Word& word, int page, std::span<const redaction::Redaction> redactions) {
    return std::ranges::any_of(redactions, [&](const redaction::Redaction& r) {
        return r.page == page && r.box.intersected(word.box).area() > kHiddenShare * word.box.area();
    });
}

void addRun(std::vector<std::string>& phrases, std::vector<std::string>& run) {
    std::erase(run, std::string());
    if (run.size() <= kShortRun) {
        for (const auto& word : run)
            if (codePointCount(word) >= kLeastLetters) phrases.push_back(word);
        const auto whole = join(run, "");
        if (run.size() > 1 && codePointCount(whole) >= kLeastLetters) phrases.push_back(whole);
    } else {
        for (std::size_t i = 0; i + kShortRun <= run.size(); ++i) {
            auto phrase = run[i] + run[i + 1] + run[i + 2];
            if (codePointCount(phrase) >= kLeastRunLetters) phrases.push_back(std::move(phrase));
        }
    }
    run.clear();
}

// The first eight bytes of a long secret, the first four of a short one; 0xFF, which UTF-8 never holds, keeps the two
// apart.
std::uint64_t keyOf(const char* bytes, bool isLong) {
    std::uint64_t key = ~std::uint64_t{0};
    std::memcpy(&key, bytes, isLong ? 8 : 4);
    return key;
}
constexpr std::size_t kLongSecret = 8;

// The same words as a reader goes over the page: line by line, whatever blocks they were stored in. What is read back
// may come in either order.
// Each word goes on from the nearest one to its left, so that lines of a crooked scan hold together too.
std::vector<const Word*> byLine(std::vector<const Word*> words) {
    const auto middle = [](const Word* word) { return (word->box.y0 + word->box.y1) / 2; };
    std::ranges::stable_sort(words, {}, [](const Word* word) { return word->box.x0; });
    std::vector<std::vector<const Word*>> lines;
    for (const auto* word : words) {
        const auto away = [&](const std::vector<const Word*>& line) {
            return std::abs(middle(line.back()) - middle(word));
        };
        const auto nearest = std::ranges::min_element(lines, {}, away);
        if (nearest != lines.end() && away(*nearest) <= std::max(word->box.height(), nearest->back()->box.height()) / 2)
            nearest->push_back(word);
        else
            lines.push_back({word});
    }
    std::ranges::stable_sort(lines, {}, [&](const auto& line) { return middle(line.front()); });
    words.clear();
    for (const auto& line : lines) words.insert(words.end(), line.begin(), line.end());
    return words;
}

std::vector<std::string> described(const documents::Document& d) {
    std::vector<std::string> all = {d.title, d.fileName, d.author};
    all.insert(all.end(), d.recipients.begin(), d.recipients.end());
    return all;
}

// Paths leave only when a field of them is asked for.
bool tellsPaths(const Specification& specification) {
    return std::ranges::any_of(specification.fields,
                               [](const std::string& field) { return field == "FILEPATH" || field == "ALLPATHS"; });
}

}  // namespace

std::vector<const Word*> openWords(const Page& page, std::span<const redaction::Redaction> redactions) {
    std::vector<const Word*> open;
    for (const auto& word : page.words)
        if (!isHidden(word, page.number, redactions)) open.push_back(&word);
    return open;
}

std::vector<std::string> hiddenPhrases(std::span<const Page> pages, std::span<const redaction::Redaction> redactions) {
    std::vector<std::string> phrases, run;
    std::string open;
    for (const auto& page : pages) {
        for (const auto& word : page.words) {
            auto folded = foldToAlphanumeric(word.text);
            if (isHidden(word, page.number, redactions)) {
                run.push_back(std::move(folded));
            } else {
                addRun(phrases, run);
                open += folded;
            }
        }
        addRun(phrases, run);
    }
    std::ranges::sort(phrases);
    phrases.erase(std::ranges::unique(phrases).begin(), phrases.end());
    std::erase_if(phrases, [&](const std::string& phrase) { return open.find(phrase) != std::string::npos; });
    return phrases;
}

HiddenWords hiddenWords(std::span<const Page> pages, std::span<const redaction::Redaction> redactions) {
    HiddenWords words;
    for (const auto& page : pages)
        for (const auto& word : page.words)
            for (auto& token : tokensOf(word.text))
                (isHidden(word, page.number, redactions) ? words.hidden : words.open).insert(std::move(token));
    std::erase_if(words.hidden,
                  [&](const std::string& token) { return codePointCount(token) < 2 || words.open.contains(token); });
    return words;
}

bool tellsHidden(std::string_view value, const std::vector<std::string>& phrases, const HiddenWords& words) {
    const auto folded = foldToAlphanumeric(value);
    if (std::ranges::any_of(phrases,
                            [&](const std::string& phrase) { return folded.find(phrase) != std::string::npos; }))
        return true;
    std::string rest;  // what does not stand openly
    for (const auto& token : tokensOf(value)) {
        if (words.hidden.contains(token)) return true;
        if (!words.open.contains(token)) rest += foldToAlphanumeric(token);
    }
    return std::ranges::any_of(words.hidden, [&](const std::string& word) {
        return codePointCount(word) >= kLeastEverywhere && rest.find(word) != std::string::npos;
    });
}

bool isSecretEverywhere(std::string_view phrase) { return codePointCount(phrase) >= kLeastEverywhere; }

std::string openText(const PlannedDocument& planned, std::span<const Page> pages,
                     std::span<const redaction::Redaction> redactions, const std::vector<std::string>& paths,
                     const std::vector<Reappearance>& withheld) {
    std::string open;
    for (const auto& page : pages) {
        auto words = openWords(page, redactions);
        for (const auto& one : withheld)
            if (one.isOpen())
                std::erase_if(words, [&](const Word* word) { return one.place.has(page.number, word->box); });
        for (const auto& ordered : {words, byLine(words)})
            for (const auto* word : ordered) open += word->text + " ";
    }
    auto told = described(planned.document);
    told.insert(told.end(), paths.begin(), paths.end());
    if (planned.treatment == Treatment::Redacted) {
        // As in its record: what its own redactions hide is left out of it.
        const auto phrases = hiddenPhrases(pages, redactions);
        const auto hidden = hiddenWords(pages, redactions);
        std::erase_if(told, [&](const std::string& value) { return tellsHidden(value, phrases, hidden); });
    }
    return open + "\n" + join(told, "\n");
}

void Secrets::addPassages(const std::vector<std::string>& words, const std::string& from) {
    for (std::size_t i = 0; i + kPassageWords <= words.size(); i += kPassageStep) {
        std::string passage;
        for (std::size_t k = 0; k < kPassageWords; ++k) passage += words[i + k];
        if (codePointCount(passage) >= kLeastPassageLetters) add(std::move(passage), from, true, true);
    }
}

void Secrets::add(std::string folded, const std::string& from, bool everywhere, bool isPassage) {
    if (folded.size() < kLeastLetters) return;
    const bool isLong = folded.size() >= kLongSecret;
    auto& bucket = m_byKey[keyOf(folded.data(), isLong)];
    for (const auto index : bucket)
        if (m_secrets[index].folded == folded && m_secrets[index].from == from) return;
    bucket.push_back(static_cast<std::uint32_t>(m_secrets.size()));
    m_secrets.push_back({std::move(folded), from, everywhere, isPassage});
}

Result<Secrets> Secrets::of(casefile::Case& source, const Plan& plan) {
    Secrets secrets;
    REDWELL_TRY(auto lease, source.read());
    documents::DocumentStore store(*lease);
    redaction::RedactionStore redactionStore(*lease);
    for (const auto& planned : plan.documents) {
        const auto& d = planned.document;
        if (planned.treatment == Treatment::Redacted) {
            REDWELL_TRY(const auto pages, store.pages(d.id));
            REDWELL_TRY(const auto redactions, redactionStore.ofDocument(d.id));
            // Printed on the box: a usual reason may say the word that it hides. One in the reviewer's own words may
            // not.
            std::string printed;
            for (const auto& usual : redaction::standardReasons())
                if (std::ranges::find(redactions, usual, &redaction::Redaction::reason) != redactions.end())
                    printed += foldToAlphanumeric(usual) + " ";
            for (auto& phrase : hiddenPhrases(pages, redactions)) {
                if (printed.find(phrase) != std::string::npos) continue;
                const bool everywhere = isSecretEverywhere(phrase);
                secrets.add(std::move(phrase), d.controlNumber, everywhere);
            }
            for (const auto& hash : {d.sha256 == Sha256{} ? std::string() : d.sha256.hex(), d.md5, d.sha1})
                secrets.add(hash, d.controlNumber, true);
        }
        if (planned.treatment != Treatment::Withheld && planned.treatment != Treatment::SlipSheet) continue;
        for (const auto& hash : {d.sha256 == Sha256{} ? std::string() : d.sha256.hex(), d.md5, d.sha1})
            secrets.add(hash, d.controlNumber, true);
        for (const auto& text : {d.title, d.fileName})
            if (auto folded = foldToAlphanumeric(text); codePointCount(folded) >= kLeastRunLetters)
                secrets.add(std::move(folded), d.controlNumber, true);
        REDWELL_TRY(const auto pages, store.pages(d.id));
        std::vector<std::string> words;
        for (const auto& page : pages)
            for (const auto& word : page.words)
                if (auto folded = foldToAlphanumeric(word.text); !folded.empty()) words.push_back(std::move(folded));
        secrets.addPassages(words, d.controlNumber);
    }
    REDWELL_TRY(const auto withheld, WithheldMessages::of(*lease, plan.specification));
    for (const auto& message : withheld.all())
        secrets.addPassages(redaction::Quotation(message.body).words(), message.controlNumber);
    // What a produced document shows openly is known to the other side.
    const auto makeKnown = [&](std::string_view text) {
        for (const auto index : secrets.placesIn(text, {})) secrets.m_secrets[index].everywhere = false;
    };
    makeKnown(kFormatWords);
    REDWELL_TRY(auto paths, OpenPaths::of(*lease));
    for (const auto& planned : plan.documents) {
        if (planned.treatment != Treatment::Produced && planned.treatment != Treatment::Redacted) continue;
        REDWELL_TRY(const auto pages, store.pages(planned.document.id));
        std::vector<redaction::Redaction> redactions;
        if (planned.redactions > 0) {
            REDWELL_TRY(redactions, redactionStore.ofDocument(planned.document.id));
        }
        std::vector<std::string> told;
        if (tellsPaths(plan.specification)) {
            REDWELL_TRY(told, paths.all(planned.document));
        }
        REDWELL_TRY(const auto kept, withheld.in(*lease, planned.document.id));
        makeKnown(openText(planned, pages, redactions, told, kept));
    }
    return secrets;
}

std::vector<std::uint32_t> Secrets::placesIn(std::string_view text, const std::string& owner) const {
    std::vector<std::uint32_t> found;
    if (m_secrets.empty()) return found;
    const auto folded = foldToAlphanumeric(text);
    std::set<std::uint32_t> seen;
    const auto look = [&](std::size_t at, bool isLong) {
        const auto bucket = m_byKey.find(keyOf(folded.data() + at, isLong));
        if (bucket == m_byKey.end()) return;
        for (const auto index : bucket->second) {
            const auto& secret = m_secrets[index];
            if (!secret.everywhere && (owner.empty() || secret.from != owner)) continue;
            if (folded.compare(at, secret.folded.size(), secret.folded) == 0 && seen.insert(index).second)
                found.push_back(index);
        }
    };
    for (std::size_t at = 0; at + kLeastLetters <= folded.size(); ++at) {
        look(at, false);
        if (at + kLongSecret <= folded.size()) look(at, true);
    }
    return found;
}

std::vector<const Secrets::Secret*> Secrets::foundIn(std::string_view text, const std::string& owner) const {
    std::vector<const Secret*> found;
    for (const auto index : placesIn(text, owner)) found.push_back(&m_secrets[index]);
    return found;
}

std::string Secrets::hint(const Secret& secret) {
    return "\u201c" + elide(secret.folded, 4) + "\u201d of " + secret.from;
}

}  // namespace redwell::production
