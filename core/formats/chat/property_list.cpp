#include "formats/chat/property_list.h"

#include "base/text.h"
#include "formats/chat/chat_time.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <set>

namespace redwell::formats {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxNodes = 200'000;
constexpr std::size_t kMaxCopied = std::size_t{64} << 20;  // bytes of strings and data
constexpr int kMaxDepth = 64;
constexpr std::int64_t kSecondsTo2001 = 978'307'200;

std::string utf8FromUtf16(std::string_view big) {
    std::string out;
    for (std::size_t i = 0; i + 1 < big.size(); i += 2) {
        std::uint32_t c = static_cast<std::uint32_t>(static_cast<unsigned char>(big[i]) << 8 |
                                                     static_cast<unsigned char>(big[i + 1]));
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < big.size()) {
            const auto low = static_cast<std::uint32_t>(static_cast<unsigned char>(big[i + 2]) << 8 |
                                                        static_cast<unsigned char>(big[i + 3]));
            if (low >= 0xDC00 && low < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0 | c >> 6);
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0 | c >> 12);
            out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else {
            out += static_cast<char>(0xF0 | c >> 18);
            out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
            out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        }
    }
    return out;
}

class Parser {
public:
    explicit Parser(std::string_view bytes) : m_bytes(bytes) {}

    Result<Json> parse() {
        const Error damaged{ErrorKind::Damaged, "is a damaged property list", {}, "Ask for the file again."};
        if (m_bytes.size() < 40) return damaged;
        const auto trailer = m_bytes.size() - 32;
        m_offsetSize = static_cast<unsigned char>(m_bytes[trailer + 6]);
        m_referenceSize = static_cast<unsigned char>(m_bytes[trailer + 7]);
        m_count = big(trailer + 8, 8);
        const auto top = big(trailer + 16, 8);
        m_table = big(trailer + 24, 8);
        if (m_offsetSize < 1 || m_offsetSize > 8 || m_referenceSize < 1 || m_referenceSize > 8 || m_table >= trailer ||
            m_count > (trailer - m_table) / m_offsetSize || top >= m_count)
            return damaged;
        m_end = m_table;
        auto tree = object(top, 0);
        if (m_isTooLarge) return Error{ErrorKind::TooLarge, "is a property list that unfolds beyond all measure"};
        if (m_isDamaged) return damaged;
        return tree;
    }

private:
    std::uint64_t big(std::size_t at, std::size_t size) const {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size && at + i < m_bytes.size(); ++i)
            value = value << 8 | static_cast<unsigned char>(m_bytes[at + i]);
        return value;
    }

    Json fail() {
        m_isDamaged = true;
        return nullptr;
    }

    bool holds(std::uint64_t at, std::uint64_t size) const { return at <= m_end && size <= m_end - at; }

    Json object(std::uint64_t number, int depth) {
        if (m_isDamaged || m_isTooLarge) return nullptr;
        if (++m_nodes > kMaxNodes || m_copied > kMaxCopied) {
            m_isTooLarge = true;
            return nullptr;
        }
        if (number >= m_count || depth > kMaxDepth) return fail();
        auto at = big(m_table + number * m_offsetSize, m_offsetSize);
        if (!holds(at, 1)) return fail();
        const auto marker = static_cast<unsigned char>(m_bytes[at++]);
        const unsigned kind = marker >> 4, low = marker & 15;
        if (kind == 0) return low == 8 ? Json(false) : low == 9 ? Json(true) : Json(nullptr);
        if (kind == 1) {
            const std::uint64_t size = std::uint64_t{1} << low;
            if (size > 16 || !holds(at, size)) return fail();
            return static_cast<std::int64_t>(size == 16 ? big(at + 8, 8) : big(at, size));
        }
        if (kind == 2) return real(at, low);
        if (kind == 3) return Json{{"$date", real(at, 3)}};
        if (kind == 8) {
            if (!holds(at, low + 1)) return fail();
            return Json{{"$uid", big(at, low + 1)}};
        }
        std::uint64_t count = low;
        if (low == 15) {
            if (!holds(at, 1)) return fail();
            const std::uint64_t size = std::uint64_t{1} << (static_cast<unsigned char>(m_bytes[at]) & 15);
            if (size > 8 || !holds(++at, size)) return fail();
            count = big(at, size);
            at += size;
        }
        switch (kind) {
            case 4:
            case 5: {
                if (!holds(at, count)) return fail();
                m_copied += count;
                const auto bytes = m_bytes.substr(at, count);
                if (kind == 5) return cleanUtf8(bytes);
                return Json::binary({bytes.begin(), bytes.end()});
            }
            case 6:
                if (count > m_end || !holds(at, count * 2)) return fail();
                m_copied += count * 3;
                return cleanUtf8(utf8FromUtf16(m_bytes.substr(at, count * 2)));
            case 10:
            case 12: return list(at, count, depth);
            case 13: return dictionary(at, count, depth);
            default: return fail();
        }
    }

    Json real(std::uint64_t at, unsigned power) {
        const std::uint64_t size = std::uint64_t{1} << power;
        if ((size != 4 && size != 8) || !holds(at, size)) return fail();
        const double value = size == 4
                                 ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(big(at, 4))))
                                 : std::bit_cast<double>(big(at, 8));
        return std::isfinite(value) ? Json(value) : Json(nullptr);
    }

    Json list(std::uint64_t at, std::uint64_t count, int depth) {
        if (count > m_end || !holds(at, count * m_referenceSize)) return fail();
        auto result = Json::array();
        for (std::uint64_t i = 0; i < count && !m_isDamaged && !m_isTooLarge; ++i)
            result.push_back(object(big(at + i * m_referenceSize, m_referenceSize), depth + 1));
        return result;
    }

    Json dictionary(std::uint64_t at, std::uint64_t count, int depth) {
        if (count > m_end || !holds(at, 2 * count * m_referenceSize)) return fail();
        auto result = Json::object();
        for (std::uint64_t i = 0; i < count && !m_isDamaged && !m_isTooLarge; ++i) {
            const auto key = object(big(at + i * m_referenceSize, m_referenceSize), depth + 1);
            auto value = object(big(at + (count + i) * m_referenceSize, m_referenceSize), depth + 1);
            if (key.is_string()) result[key.get<std::string>()] = std::move(value);
        }
        return result;
    }

    std::string_view m_bytes;
    std::uint64_t m_offsetSize = 0, m_referenceSize = 0, m_count = 0, m_table = 0, m_end = 0;
    std::size_t m_nodes = 0, m_copied = 0;
    bool m_isDamaged = false, m_isTooLarge = false;
};

// Walks an archive from its root; each object once.
class Graph {
public:
    explicit Graph(const Json& archive) : m_objects(archive.at("$objects")) {}

    std::vector<std::pair<std::string, std::string>> texts(const Json& root) {
        visit("", root, 0);
        return std::move(m_texts);
    }

private:
    static bool isReference(const Json& value) {
        return value.is_object() && value.size() == 1 && value.contains("$uid");
    }

    const Json& resolved(const Json& value) const {
        static const Json nothing;
        if (!isReference(value)) return value;
        const auto place = value["$uid"].get<std::uint64_t>();
        return place < m_objects.size() ? m_objects[place] : nothing;
    }

    void add(const std::string& name, const std::string& text) {
        if (!trim(text).empty() && text != "$null" && m_texts.size() < 2'000) m_texts.emplace_back(name, text);
    }

    void visit(const std::string& name, const Json& reference, int depth) {
        if (depth > 32) return;
        const auto& value = resolved(reference);
        if (value.is_string()) return add(name, value.get<std::string>());
        if (value.is_array()) {
            for (const auto& item : value) visit(name, item, depth + 1);
            return;
        }
        if (!value.is_object() || !m_seen.insert(&value).second) return;
        if (value.contains("NS.time") && value["NS.time"].is_number()) {
            const auto seconds = value["NS.time"].get<double>();
            if (std::abs(seconds) < 1e11)
                add(name, chatTimeFromUnix((static_cast<std::int64_t>(seconds) + kSecondsTo2001) * 1'000'000).text);
            return;
        }
        if (value.contains("NS.keys") && value.contains("NS.objects") && value["NS.keys"].is_array() &&
            value["NS.objects"].is_array()) {
            const auto& keys = value["NS.keys"];
            for (std::size_t i = 0; i < keys.size() && i < value["NS.objects"].size(); ++i) {
                const auto& key = resolved(keys[i]);
                visit(key.is_string() ? key.get<std::string>() : name, value["NS.objects"][i], depth + 1);
            }
            return;
        }
        for (const auto& [key, member] : value.items())
            if (!key.starts_with('$')) visit(key.starts_with("NS.") ? name : key, member, depth + 1);
    }

    const Json& m_objects;
    std::set<const Json*> m_seen;
    std::vector<std::pair<std::string, std::string>> m_texts;
};

}  // namespace

bool isPropertyList(std::string_view bytes) { return bytes.starts_with("bplist0"); }

Result<Json> readPropertyList(std::string_view bytes) { return Parser(bytes).parse(); }

std::vector<std::pair<std::string, std::string>> archivedTexts(const Json& archive) {
    if (!archive.is_object() || !archive.contains("$objects") || !archive["$objects"].is_array() ||
        !archive.contains("$top"))
        return {};
    return Graph(archive).texts(archive["$top"]);
}

}  // namespace redwell::formats
