#include "production/readback/carved_text.h"

#include "base/text.h"

#include <algorithm>

namespace redwell::production {

namespace {

unsigned at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

bool isPrintable(unsigned c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; }

// High bytes count too, being letters in UTF-8 and in Latin-1; not in compressed data, where they are mere noise.
void eightBits(std::string_view bytes, std::size_t shortestRun, std::string& out) {
    const bool hasHigh = shortestRun < kBinaryRun;
    for (std::size_t i = 0; i < bytes.size();) {
        auto end = i;
        std::size_t plain = 0;
        while (end < bytes.size() && (isPrintable(at(bytes, end)) || (hasHigh && at(bytes, end) >= 0x80)))
            plain += isPrintable(at(bytes, end++));
        if (end - i >= shortestRun && 2 * plain >= end - i) {
            const auto run = bytes.substr(i, end - i);
            if (isValidUtf8(run)) {
                out.append(run);
            } else {
                for (const char c : run) {
                    const auto byte = static_cast<unsigned char>(c);
                    if (byte < 0x80) {
                        out += c;
                    } else {
                        out += static_cast<char>(0xc0 | byte >> 6);
                        out += static_cast<char>(0x80 | (byte & 0x3f));
                    }
                }
            }
            out += '\n';
        }
        i = std::max(end, i + 1);
    }
}

void appendUtf8(std::string& out, unsigned c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        out += static_cast<char>(0xe0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
        out += static_cast<char>(0x80 | (c & 0x3f));
    }
}

// Scripts up to Arabic; runs of other 16-bit units are too likely to be numbers.
void sixteenBits(std::string_view bytes, std::size_t shortestRun, bool isBigEndian, std::string& out) {
    const auto unit = [&](std::size_t i) {
        return isBigEndian ? at(bytes, i) << 8 | at(bytes, i + 1) : at(bytes, i + 1) << 8 | at(bytes, i);
    };
    const auto isText = [](unsigned c) { return isPrintable(c) || (c >= 0xa0 && c < 0x700); };
    for (std::size_t i = 0; i + 1 < bytes.size();) {
        auto end = i;
        while (end + 1 < bytes.size() && isText(unit(end))) end += 2;
        if ((end - i) / 2 >= shortestRun) {
            for (auto k = i; k < end; k += 2) appendUtf8(out, unit(k));
            out += '\n';
            i = end;
        } else {
            ++i;  // the run may begin at an odd byte
        }
    }
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string carvedText(std::string_view bytes, std::size_t shortestRun) {
    std::string out;
    eightBits(bytes, shortestRun, out);
    sixteenBits(bytes, shortestRun, true, out);
    sixteenBits(bytes, shortestRun, false, out);
    return out;
}

std::string carvedPdfStrings(std::string_view syntax) {
    std::string all;  // every string, kept apart by NUL
    for (std::size_t i = 0; i < syntax.size(); ++i) {
        if (syntax[i] == '<' && (i + 1 >= syntax.size() || syntax[i + 1] != '<')) {
            int high = -1;
            std::string bytes;
            auto k = i + 1;
            for (; k < syntax.size() && syntax[k] != '>'; ++k) {
                const int digit = hexDigit(syntax[k]);
                if (digit < 0 && static_cast<unsigned char>(syntax[k]) > ' ') break;
                if (digit < 0) continue;
                if (high < 0) {
                    high = digit;
                } else {
                    bytes += static_cast<char>(high << 4 | digit);
                    high = -1;
                }
            }
            if (k < syntax.size() && syntax[k] == '>') {
                all += bytes;
                all.append(2, '\0');
                i = k;
            }
        } else if (syntax[i] == '(') {
            int depth = 1;
            auto k = i + 1;
            for (; k < syntax.size() && depth > 0; ++k) {
                const char c = syntax[k];
                if (c == '\\' && k + 1 < syntax.size()) {
                    const char next = syntax[++k];
                    if (next >= '0' && next <= '7') {
                        int value = next - '0';
                        for (int more = 0;
                             more < 2 && k + 1 < syntax.size() && syntax[k + 1] >= '0' && syntax[k + 1] <= '7'; ++more)
                            value = value * 8 + (syntax[++k] - '0');
                        all += static_cast<char>(value);
                    } else if (next != '\r' && next != '\n') {
                        all += next == 'n' || next == 'r' || next == 't' ? ' ' : next;
                    }
                    continue;
                }
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth > 0) all += c;
            }
            all.append(2, '\0');
            i = k - 1;
        }
    }
    return carvedText(all, kShortRun);
}

bool isMostlyText(std::string_view bytes) {
    const auto sample = bytes.substr(0, 65536);
    const auto plain = std::count_if(sample.begin(), sample.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return isPrintable(byte) || byte == '\n' || byte == '\r';
    });
    return static_cast<double>(plain) >= 0.85 * static_cast<double>(sample.size());
}

}  // namespace redwell::production
