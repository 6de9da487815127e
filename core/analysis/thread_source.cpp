#include "analysis/thread_source.h"

#include "base/time.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>
#include <future>
#include <utility>

namespace redwell::analysis {

using casefile::Row;
using nlohmann::json;

namespace {

constexpr int kAtOnce = 2000;
constexpr std::string_view kNobody = R"({"bcc":[],"cc":[],"to":[]})";  // as MessageStore writes it

constexpr std::string_view kSightings =
    "SELECT m.id, m.document_id, m.ordinal, m.depth, m.sender, m.sent_utc, m.sent_stated, m.key, m.reply_to, "
    "m.conversation, m.subject, m.body, m.facts, m.recipients, d.kind, "
    "CASE WHEN instr(d.metadata, '\"conversation_index\"') THEN json_extract(d.metadata, '$.conversation_index') END, "
    "CASE WHEN instr(d.metadata, '\"has_quoted_text\"') THEN json_extract(d.metadata, '$.has_quoted_text') END, "
    "(SELECT n.person_id FROM message_people p JOIN person_names n ON n.key = p.key WHERE p.message_id = m.id AND "
    "p.role = 'from' LIMIT 1) "
    "FROM messages m JOIN documents d ON d.id = m.document_id WHERE m.id > :after ORDER BY m.id LIMIT :count";

int valueOf(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// Mail headers have it in base64, some exports in hexadecimal.
std::string indexBytes(std::string_view text) {
    std::string bytes;
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    const bool isHex = text.size() >= 44 && text.size() % 2 == 0 && ((text.size() / 2 - 22) % 5) == 0 &&
                       std::ranges::all_of(text, [&](char c) { return digit(c) >= 0; });
    if (isHex) {
        for (std::size_t i = 0; i < text.size(); i += 2)
            bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
        return bytes;
    }
    unsigned held = 0;
    int bits = 0;
    for (const char c : text) {
        const int value = valueOf(c);
        if (value < 0) continue;
        held = (held << 6) | static_cast<unsigned>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>((held >> bits) & 0xffU);
    }
    return bytes;
}

void readReferences(std::string_view facts, Sighting& s) {
    if (facts.find("\"references\"") == std::string_view::npos) return;
    const auto parsed = json::parse(facts, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("references")) return;
    for (const auto& key : parsed["references"])
        if (key.is_string()) s.references.push_back(key.get<std::string>());
}

// Sketches of the texts that were read last, made in threads beside the one that reads the next.
class Sketching {
public:
    explicit Sketching(std::vector<Sighting>& all) : m_all(all) {}

    void add(std::string_view text) { m_texts.emplace_back(text); }

    // All texts added so far, which are those of the last sightings. Nothing may be added to the sightings before.
    void begin() {
        if (m_made.size() == kAtATime) take();
        const auto begin = m_all.size() - m_texts.size();
        auto make = [texts = std::exchange(m_texts, {})] {
            std::vector<TextSketch> sketches;
            sketches.reserve(texts.size());
            for (const auto& text : texts) sketches.push_back(sketchOf(lettersOf(text)));
            return sketches;
        };
        m_made.push_back({begin, std::async(std::launch::async, std::move(make))});
    }

    void finish() {
        while (!m_made.empty()) take();
    }

private:
    static constexpr std::size_t kAtATime = 2;
    struct Made {
        std::size_t begin = 0;
        std::future<std::vector<TextSketch>> sketches;
    };

    void take() {
        auto at = m_made.front().begin;
        for (auto& sketch : m_made.front().sketches.get()) m_all[at++].sketch = sketch;
        m_made.pop_front();
    }

    std::vector<Sighting>& m_all;
    std::vector<std::string> m_texts;
    std::deque<Made> m_made;
};

}  // namespace

Result<std::vector<Sighting>> readSightings(casefile::Database& database, Senders& senders, Progress& progress,
                                            std::stop_token stop) {
    std::vector<Sighting> all;
    REDWELL_TRY(const auto known, database.integer("SELECT count(*) FROM messages"));
    all.reserve(static_cast<std::size_t>(known));
    Sketching sketching(all);
    for (std::int64_t after = 0;;) {
        if (stop.stop_requested()) return Error{ErrorKind::Cancelled, "threading was stopped", {}, {}};
        const auto before = all.size();
        REDWELL_CHECK(database.query(kSightings, {{":after", after}, {":count", kAtOnce}}, [&](const Row& row) {
            Sighting s;
            s.id = row.integer(0);
            s.document = row.integer(1);
            s.ordinal = static_cast<int>(row.integer(2));
            s.depth = static_cast<int>(row.integer(3));
            s.sender = senders.add(row.text(4), row.integer(17));
            const auto kind = row.textView(14);
            s.subject = row.text(10);
            s.isFile = kind == "mail" || kind == "chat" || kind == "calendar";
            s.isMail = kind == "mail" || kind == "calendar" ||
                       (kind != "chat" && (!s.subject.empty() || s.depth > 0 || row.textView(13) != kNobody));
            s.isTalk = kind == "chat" || (kind != "mail" && kind != "calendar" && s.subject.empty() && s.depth == 0);
            if (const auto utc = row.optionalInteger(5)) s.minute = *utc >= 0 ? *utc / 60000 : (*utc - 59999) / 60000;
            s.hasZone = StatedTime{row.text(6)}.hasOffset();
            s.key = row.text(7);
            s.replyTo = row.text(8);
            if (kind == "chat") s.conversation = row.text(9);  // the title of a print is written as anybody likes
            if (s.isMail) readReferences(row.textView(12), s);
            if (s.isMail && s.depth == 0) s.conversationIndex = indexBytes(row.textView(15));
            s.hasQuotedText = !row.isNull(16);
            sketching.add(row.textView(11));
            all.push_back(std::move(s));
        }));
        sketching.begin();
        if (all.size() == before) {
            sketching.finish();
            return all;
        }
        after = all.back().id;
        progress.report(static_cast<std::int64_t>(all.size()), known, "threads");
    }
}

Result<ThreadText> readText(casefile::Database& database, const Sighting& s) {
    ThreadText text;
    REDWELL_TRY(const auto own, database.text("SELECT body FROM messages WHERE id = :id", {{":id", s.id}}));
    text.own = lettersOf(own);
    if (s.hasQuotedText) {
        REDWELL_CHECK(database.query("SELECT text FROM page_texts WHERE document_id = :document ORDER BY number",
                                     {{":document", s.document}},
                                     [&](const Row& row) { text.all += lettersOf(row.textView(0)); }));
    } else {
        text.all = text.own;
    }
    // On a printout, and where quotations were read as messages: what stands below it up to the next whole message.
    bool isOver = false;
    REDWELL_CHECK(database.query(
        "SELECT depth, body FROM messages WHERE document_id = :document AND ordinal > :ordinal ORDER BY ordinal",
        {{":document", s.document}, {":ordinal", s.ordinal}}, [&](const Row& row) {
            isOver = isOver || row.integer(0) == 0;
            if (!isOver) text.all += lettersOf(row.textView(1));
        }));
    REDWELL_CHECK(database.query("SELECT coalesce(sha256, control_number) FROM documents WHERE parent_id = :document",
                                 {{":document", s.document}},
                                 [&](const Row& row) { text.attachments.push_back(row.text(0)); }));
    std::ranges::sort(text.attachments);
    return text;
}

}  // namespace redwell::analysis
