// Address fields, in one pass: no nesting of comments or groups costs stack, and what is no address is still what the
// mail says.
#include "base/text.h"
#include "formats/limits.h"
#include "formats/mail_header.h"

#include <algorithm>

namespace redwell::formats {
namespace {

class AddressField {
public:
    AddressField(std::string_view raw, std::size_t limit) : m_raw(raw), m_limit(limit) {}

    std::vector<std::string> people(bool* isCut) {
        for (; m_at < m_raw.size() && m_people.size() <= m_limit; ++m_at) take(m_raw[m_at]);
        end();
        if (isCut) *isCut = m_people.size() > m_limit;
        if (m_people.size() > m_limit) m_people.resize(m_limit);
        return std::move(m_people);
    }

private:
    void take(char c) {
        if (m_inQuotes) {
            if (c == '\\' && m_at + 1 < m_raw.size())
                m_text += m_raw[++m_at];
            else if (c == '"')
                m_inQuotes = false;
            else
                m_text += c;
            return;
        }
        switch (c) {
            case '"':
                // A quotation mark that is never closed is a letter like any other.
                if (m_raw.find('"', m_at + 1) == std::string_view::npos) {
                    m_text += c;
                } else {
                    m_inQuotes = true;
                    m_wasQuoted = true;
                }
                break;
            case '(': comment(); break;
            case '<': angle(); break;
            case '=': word(); break;
            case ',':
            case ';': end(); break;
            case ':':
                // The name of a group; its members count. An address has its colon in brackets only.
                if (m_text.find('@') == std::string::npos && !m_wasQuoted)
                    m_text.clear();
                else
                    m_text += c;
                break;
            case '\\':
                if (m_at + 1 < m_raw.size()) m_text += m_raw[++m_at];
                break;
            default: m_text += c;
        }
    }

    // An encoded word may hold commas and quotation marks once it is decoded: it is taken whole.
    void word() {
        if (m_raw.substr(m_at, 2) == "=?") {
            const auto charset = m_raw.find('?', m_at + 2);
            const auto text =
                charset == std::string_view::npos || charset - m_at > 60 ? charset : m_raw.find('?', charset + 1);
            if (text == charset + 2) {
                const auto length = m_raw.substr(text + 1, 8 * 1024).find("?=");
                if (length != std::string_view::npos) {
                    const auto close = text + 1 + length;
                    m_text += m_raw.substr(m_at, close + 2 - m_at);
                    m_at = close + 1;
                    return;
                }
            }
        }
        m_text += '=';
    }

    void comment() {
        int depth = 0;
        const auto begin = m_at + 1;
        for (; m_at < m_raw.size(); ++m_at) {
            if (m_raw[m_at] == '\\')
                ++m_at;
            else if (m_raw[m_at] == '(')
                ++depth;
            else if (m_raw[m_at] == ')' && --depth == 0)
                break;
        }
        m_comment = m_raw.substr(begin, std::min(m_at, m_raw.size()) - begin);
    }

    void angle() {
        auto close = m_raw.find('>', m_at);
        if (close == std::string_view::npos) close = m_raw.size();
        // "<a <b@x>": the inner one is meant.
        const auto inner = m_raw.rfind('<', close - 1);
        if (inner != std::string_view::npos && inner > m_at) {
            m_text += m_raw.substr(m_at, inner - m_at);
            m_at = inner;
        }
        std::string_view address = m_raw.substr(m_at + 1, close - m_at - 1);
        if (const auto route = address.rfind(':'); route != std::string_view::npos && address.substr(0, 1) == "@")
            address.remove_prefix(route + 1);  // "<@relay:ivale@x>"
        m_address = address;
        m_hasAngle = true;
        m_at = close;
    }

    void end() {
        auto name = decodedWords(m_text);
        std::string address;
        if (m_hasAngle) {
            for (const char c : decodedWords(m_address))
                if (c != ' ') address += c;
        } else if (name.size() <= kMaxKeyBytes && name.find('@') != std::string::npos) {
            // "Imogen Vale ivale@x" and "ivale @ x . example"
            for (const char sign : {'.', '@'})
                for (std::size_t at = 0; (at = name.find(sign, at)) != std::string::npos; ++at) {
                    while (at + 1 < name.size() && name[at + 1] == ' ') name.erase(at + 1, 1);
                    while (at > 0 && name[at - 1] == ' ') name.erase(--at, 1);
                }
            const auto spaced = name.find(' ');
            if (spaced == std::string::npos) {
                address = std::move(name);
                name.clear();
            } else {
                const auto sign = name.find('@');
                const auto begin = name.rfind(' ', sign);
                const auto stop = std::min(name.find(' ', sign), name.size());
                const auto first = begin == std::string::npos ? 0 : begin + 1;
                if (sign > first && stop > sign + 1) {
                    address = name.substr(first, stop - first);
                    name = std::string(trim(name.substr(0, first))) + std::string(trim(name.substr(stop)));
                } else {
                    std::erase(name, ' ');
                    address = std::move(name);
                    name.clear();
                }
            }
        }
        if (name.empty() && !m_comment.empty()) name = decodedWords(m_comment);
        if (name == address) name.clear();
        if (name.find_first_of(",;<>@\"()[]:\\") != std::string::npos) {
            std::string quoted = "\"";
            for (const char c : name) {
                if (c == '"' || c == '\\') quoted += '\\';
                quoted += c;
            }
            name = quoted + "\"";
        }
        if (!address.empty()) name += name.empty() ? address : " <" + address + ">";
        if (!name.empty()) m_people.push_back(std::move(name));
        m_text.clear();
        m_address.clear();
        m_comment.clear();
        m_hasAngle = m_wasQuoted = false;
    }

    std::string_view m_raw;
    std::size_t m_limit, m_at = 0;
    std::vector<std::string> m_people;
    std::string m_text, m_address, m_comment;
    bool m_inQuotes = false, m_wasQuoted = false, m_hasAngle = false;
};

}  // namespace

std::vector<std::string> participants(std::string_view raw, std::size_t limit, bool* isCut) {
    return AddressField(raw, limit).people(isCut);
}

}  // namespace redwell::formats
