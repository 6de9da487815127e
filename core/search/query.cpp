#include "search/query.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>

namespace redwell::search {
namespace {

struct Token {
    enum class Kind { Word, Phrase, Open, Close, And, Or, Not, FieldName, End };
    Kind kind = Kind::End;
    std::string text;
    std::size_t place = 1;
    bool isPrefix = false;
};

Error unreadable(const std::string& what, std::size_t place, const std::string& hint = {}) {
    return {ErrorKind::Usage, what + " (at character " + std::to_string(place) + " of the query)", {}, hint};
}

// Word processors turn straight quotes into curly ones; a query pasted from a memo means the same.
std::string withPlainQuotes(std::string_view text) {
    static const std::vector<std::string> quotes = {"\u201c", "\u201d", "\u201e", "\u201f", "\u00ab", "\u00bb"};
    std::string plain(text);
    for (const auto& quote : quotes)
        for (auto at = plain.find(quote); at != std::string::npos; at = plain.find(quote, at + 1))
            plain.replace(at, quote.size(), "\"");
    return plain;
}

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool isFieldName(std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, [](unsigned char c) { return std::isalpha(c) || c == '_'; });
}

// "w/5", "pre/3", "/s": proximity as other programs write it.
bool isProximity(std::string_view word) {
    const auto slash = word.find('/');
    if (slash == std::string_view::npos || slash + 1 == word.size()) return false;
    const auto before = toLower(word.substr(0, slash)), after = toLower(word.substr(slash + 1));
    const bool reach =
        after == "s" || after == "p" || std::ranges::all_of(after, [](unsigned char c) { return std::isdigit(c); });
    return reach && (before.empty() || before == "w" || before == "pre");
}

// "torrent~", "torrent~2": words spelled alike, as other programs write it.
bool isFuzzy(std::string_view word) {
    const auto tilde = word.rfind('~');
    return tilde != std::string_view::npos &&
           std::ranges::all_of(word.substr(tilde + 1), [](unsigned char c) { return std::isdigit(c) || c == '.'; });
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    Result<Token> next() {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) ++m_at;
        Token token{Token::Kind::End, {}, place(), false};
        if (m_at == m_text.size()) return token;
        const char c = m_text[m_at];
        if (c == '(' || c == ')') {
            ++m_at;
            token.kind = c == '(' ? Token::Kind::Open : Token::Kind::Close;
            return token;
        }
        if (c == '"') return phrase(std::move(token));
        if (c == '-' && m_at + 1 < m_text.size() && !isSpace(m_text[m_at + 1]) && m_text[m_at + 1] != '-') {
            ++m_at;
            token.kind = Token::Kind::Not;
            return token;
        }
        return word(std::move(token));
    }

private:
    std::size_t place() const { return codePointCount(m_text.substr(0, m_at)) + 1; }

    Result<Token> phrase(Token token) {
        const auto end = m_text.find('"', m_at + 1);
        if (end == std::string_view::npos)
            return unreadable("a quotation mark is not closed", token.place, "Add the closing \" after the phrase.");
        token.kind = Token::Kind::Phrase;
        token.text = collapseWhitespace(m_text.substr(m_at + 1, end - m_at - 1));
        m_at = end + 1;
        return token;
    }

    Result<Token> word(Token token) {
        const auto begin = m_at;
        while (m_at < m_text.size() && !isSpace(m_text[m_at]) && m_text[m_at] != '(' && m_text[m_at] != ')' &&
               m_text[m_at] != '"') {
            if (m_text[m_at] == ':' && isFieldName(m_text.substr(begin, m_at - begin))) {
                token.kind = Token::Kind::FieldName;
                token.text = toLower(m_text.substr(begin, m_at - begin));
                ++m_at;
                return token;
            }
            ++m_at;
        }
        token.text = std::string(m_text.substr(begin, m_at - begin));
        const auto lower = toLower(token.text);
        token.kind = lower == "and"   ? Token::Kind::And
                     : lower == "or"  ? Token::Kind::Or
                     : lower == "not" ? Token::Kind::Not
                                      : Token::Kind::Word;
        if (isProximity(token.text))
            return unreadable("'" + token.text + "' asks for words near one another, which this version cannot search",
                              token.place, "Use a \"phrase\", or AND between the words.");
        if (isFuzzy(token.text))
            return unreadable(
                "'" + token.text +
                    "' asks for words spelled alike or near one another, which this version cannot search",
                token.place, "Use a * at the end of a word for its endings, or OR between spellings.");
        if (token.kind == Token::Kind::Word && token.text.size() > 1 &&
            (token.text.back() == '*' || token.text.back() == '!')) {
            token.isPrefix = true;
            token.text.pop_back();
        }
        return token;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

class Parser {
public:
    explicit Parser(std::string_view text) : m_lexer(text) {}

    Result<Query> parse() {
        REDWELL_CHECK(advance());
        if (m_token.kind == Token::Kind::End) return Query{};
        REDWELL_TRY(auto query, either());
        if (m_token.kind != Token::Kind::End)
            return unreadable("a bracket is closed that was never opened", m_token.place);
        return query;
    }

private:
    static constexpr int kDeepest = 200;

    Status advance() {
        REDWELL_TRY(m_token, m_lexer.next());
        return {};
    }

    Result<Query> either() {
        REDWELL_TRY(auto first, both());
        if (m_token.kind != Token::Kind::Or) return first;
        Query query{Query::Kind::Or, {}, {}, false, false, first.place, {}};
        query.parts.push_back(std::move(first));
        while (m_token.kind == Token::Kind::Or) {
            REDWELL_CHECK(advance());
            REDWELL_TRY(auto part, both());
            query.parts.push_back(std::move(part));
        }
        return query;
    }

    Result<Query> both() {
        REDWELL_TRY(auto first, negated());
        Query query{Query::Kind::And, {}, {}, false, false, first.place, {}};
        query.parts.push_back(std::move(first));
        for (;;) {
            if (m_token.kind == Token::Kind::And)
                REDWELL_CHECK(advance());
            else if (m_token.kind == Token::Kind::End || m_token.kind == Token::Kind::Close ||
                     m_token.kind == Token::Kind::Or)
                break;
            REDWELL_TRY(auto part, negated());
            query.parts.push_back(std::move(part));
        }
        if (query.parts.size() == 1) {
            Query only = std::move(query.parts.front());
            return only;
        }
        return query;
    }

    Result<Query> negated() {
        if (m_token.kind != Token::Kind::Not) return primary();
        const auto place = m_token.place;
        REDWELL_CHECK(advance());
        if (++m_depth > kDeepest) return unreadable("the query is nested too deeply", place);
        REDWELL_TRY(auto inner, negated());
        --m_depth;
        Query query{Query::Kind::Not, {}, {}, false, false, place, {}};
        query.parts.push_back(std::move(inner));
        return query;
    }

    Result<Query> primary() {
        const Token token = m_token;
        switch (token.kind) {
            case Token::Kind::Open: return bracket();
            case Token::Kind::Word:
            case Token::Kind::Phrase: {
                REDWELL_CHECK(advance());
                return leaf(token);
            }
            case Token::Kind::FieldName: return fielded();
            case Token::Kind::Close: return unreadable("a bracket closes where a word is expected", token.place);
            case Token::Kind::And: return unreadable("AND stands without a word before it", token.place);
            case Token::Kind::Or: return unreadable("OR stands without a word before it", token.place);
            default: return unreadable("the query ends where a word is expected", token.place);
        }
    }

    Result<Query> bracket() {
        const auto place = m_token.place;
        if (++m_depth > kDeepest) return unreadable("the query is nested too deeply", place);
        REDWELL_CHECK(advance());
        if (m_token.kind == Token::Kind::Close) return unreadable("a pair of brackets is empty", place);
        REDWELL_TRY(auto inner, either());
        if (m_token.kind != Token::Kind::Close)
            return unreadable("a bracket is not closed", place, "Add the closing ).");
        REDWELL_CHECK(advance());
        --m_depth;
        return inner;
    }

    Result<Query> fielded() {
        const Token name = m_token;
        if (!m_field.empty()) return unreadable("a field stands inside another field's brackets", name.place);
        REDWELL_CHECK(advance());
        m_field = name.text;
        auto value = m_token.kind == Token::Kind::Open || m_token.kind == Token::Kind::Word ||
                             m_token.kind == Token::Kind::Phrase
                         ? primary()
                         : Result<Query>(unreadable("'" + name.text + ":' has no value", name.place,
                                                    "Write " + name.text + ":value, or put the words in quotes."));
        m_field.clear();
        return value;
    }

    Result<Query> leaf(const Token& token) {
        Query query{Query::Kind::Text, m_field,     token.text, token.kind == Token::Kind::Phrase,
                    token.isPrefix,    token.place, {}};
        if (!m_field.empty()) {
            query.kind = Query::Kind::Field;
            if (query.text.empty()) return unreadable("the value of '" + m_field + ":' is empty", token.place);
            return query;
        }
        if (token.kind == Token::Kind::Word && token.text == "*")
            return Query{Query::Kind::All, {}, {}, false, false, token.place, {}};
        if (foldToAlphanumeric(token.text).empty())
            return unreadable("'" + token.text + "' holds no letter or digit to search for", token.place);
        if (token.kind == Token::Kind::Word && token.text.find_first_of("*?") != std::string::npos)
            return unreadable("'" + token.text + "' has a wildcard before its end", token.place,
                              "A * is understood at the end of a word: train*.");
        return query;
    }

    Lexer m_lexer;
    Token m_token;
    std::string m_field;
    int m_depth = 0;
};

void collect(const Query& query, std::vector<const Query*>& terms) {
    if (query.kind == Query::Kind::Text) terms.push_back(&query);
    if (query.kind == Query::Kind::Not) return;
    for (const auto& part : query.parts) collect(part, terms);
}

std::string leafText(const Query& query) {
    const bool quoted = query.isPhrase || query.text.find(' ') != std::string::npos;
    std::string text = quoted ? "\"" + query.text + "\"" : query.text;
    if (query.isPrefix) text += "*";
    return query.field.empty() ? text : query.field + ":" + text;
}

}  // namespace

Result<Query> parseQuery(std::string_view text) {
    const auto plain = withPlainQuotes(text);
    return Parser(plain).parse();
}

std::string written(const Query& query) {
    switch (query.kind) {
        case Query::Kind::All: return "every document";
        case Query::Kind::Text:
        case Query::Kind::Field: return leafText(query);
        case Query::Kind::Not: {
            const auto& inner = query.parts.front();
            return "NOT " + written(inner);
        }
        case Query::Kind::And:
        case Query::Kind::Or: break;
    }
    std::vector<std::string> parts;
    for (const auto& part : query.parts) parts.push_back(written(part));
    return "(" + join(parts, query.kind == Query::Kind::And ? " AND " : " OR ") + ")";
}

std::vector<const Query*> textTerms(const Query& query) {
    std::vector<const Query*> terms;
    collect(query, terms);
    return terms;
}

}  // namespace redwell::search
