#include "formats/mail_entity.h"

#include "base/text.h"
#include "formats/limits.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_set>

namespace redwell::formats {
namespace {

constexpr std::size_t kMaxGroups = 5'000;          // colons of one address field within an attached mail
constexpr std::size_t kPartsSeen = 2 * kMaxParts;  // half of them may be those of attached mails
constexpr std::size_t kMaxBoundaries = 2 * kPartsSeen;
constexpr std::size_t kMaxBoundaryBytes = 1'000;

// The library reads address fields of attached mails by recursion, a level a group.
bool hasGroupsWithoutEnd(std::string_view body) {
    static constexpr std::string_view kFields[] = {"from:", "to:", "cc:", "bcc:", "sender:", "reply-to:", "resent-"};
    std::size_t colons = 0;
    bool isList = false;
    for (std::size_t at = 0; at < body.size();) {
        const auto feed = std::min(body.find('\n', at), body.size());
        const auto line = body.substr(at, feed - at);
        at = feed + 1;
        if (line.empty() || (line.front() != ' ' && line.front() != '\t')) {
            colons = 0;
            isList = std::any_of(std::begin(kFields), std::end(kFields),
                                 [&](auto field) { return startsWithIgnoringCase(line, field); });
        }
        if (isList) colons += static_cast<std::size_t>(std::count(line.begin(), line.end(), ':'));
        if (colons > kMaxGroups) return true;
    }
    return false;
}

// The fields that say how the body is made, in front of it: the rest of the header is none of the library's business.
std::string fieldsOf(const MailHeader& header) {
    std::string fields;
    std::set<std::string_view> seen;
    for (const auto& field : header.fields)
        if (field.name.rfind("content-", 0) == 0 && field.value.size() <= kMaxHeaderText &&
            seen.insert(field.name).second) {
            auto value = field.value;
            std::replace(value.begin(), value.end(), '\0', ' ');
            fields += field.name + ": " + value + "\n";
        }
    if (fields.empty()) fields = "content-type: text/plain\n";
    return fields;
}

// Counts parts by the lines that begin them. Every boundary that any line states counts, so that parts within parts
// need no account of which of them is open.
class PartCounter {
public:
    // A line without its end.
    void take(std::string_view line) {
        if (line.starts_with("--")) {
            auto boundary = line.substr(2);
            while (!boundary.empty() && (boundary.back() == ' ' || boundary.back() == '\t')) boundary.remove_suffix(1);
            if (boundary.size() <= kMaxBoundaryBytes && m_boundaries.contains(std::string(boundary))) ++m_parts;
        }
        if (m_boundaries.size() < kMaxBoundaries) learn(line);
    }
    std::size_t parts() const { return m_parts; }

private:
    void learn(std::string_view line) {
        static constexpr std::string_view kWords[] = {"boundary", "Boundary", "BOUNDARY"};
        for (const auto word : kWords)
            for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at)) {
                at += word.size();
                auto rest = trim(line.substr(at));
                if (rest.empty() || rest.front() != '=') continue;
                rest = trim(rest.substr(1));
                const bool isQuoted = rest.starts_with('"');
                if (isQuoted) rest.remove_prefix(1);
                const auto boundary = rest.substr(0, rest.find_first_of(isQuoted ? "\"" : " \t;"));
                if (!boundary.empty() && boundary.size() <= kMaxBoundaryBytes) m_boundaries.emplace(boundary);
            }
    }

    std::unordered_set<std::string> m_boundaries;
    std::size_t m_parts = 0;
};

bool mayHoldTooMany(std::string_view body) {
    std::size_t lines = 0;
    for (auto at = body.find("\n--"); at != std::string_view::npos; at = body.find("\n--", at + 3))
        if (++lines >= kPartsSeen) return true;
    return false;
}

}  // namespace

Result<MailEntity> mailEntity(const MailHeader& header) {
    if (hasGroupsWithoutEnd(header.body))
        return Error{ErrorKind::TooLarge, "holds an attached mail whose list of addresses is made to harm", {}, {}};
    MailEntity entity;
    entity.bytes = fieldsOf(header);
    auto body = header.body;
    if (mayHoldTooMany(body)) {
        PartCounter counter;
        counter.take(entity.bytes);  // of which the boundary is all that counts
        auto end = std::string_view::npos;
        for (std::size_t at = 0; at < body.size();) {
            const auto feed = std::min(body.find('\n', at), body.size());
            auto line = body.substr(at, feed - at);
            if (line.ends_with('\r')) line.remove_suffix(1);
            counter.take(line);
            if (end == std::string_view::npos && counter.parts() > kPartsSeen) end = at;
            at = feed + 1;
        }
        body = body.substr(0, end);
        entity.partsCut = counter.parts() - std::min(counter.parts(), kPartsSeen);
    }
    entity.bytes += '\n';
    entity.bytes += body;
    return entity;
}

}  // namespace redwell::formats
