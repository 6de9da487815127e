#include "production/imaging/glyphless_font.h"

#include <cstdint>
#include <map>

namespace redwell::production {

namespace {

// Big-endian, as the OpenType specification wants it.
void put16(std::string& out, int value) {
    out.push_back(static_cast<char>(value >> 8 & 0xff));
    out.push_back(static_cast<char>(value & 0xff));
}
void put32(std::string& out, std::uint32_t value) {
    put16(out, static_cast<int>(value >> 16));
    put16(out, static_cast<int>(value & 0xffff));
}

std::uint32_t checksum(std::string table) {
    table.resize((table.size() + 3) / 4 * 4, '\0');
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < table.size(); i += 4)
        for (std::size_t k = 0; k < 4; ++k)
            sum += static_cast<std::uint32_t>(static_cast<unsigned char>(table[i + k])) << (24 - 8 * k);
    return sum;
}

std::string head() {
    std::string t;
    put32(t, 0x00010000), put32(t, 0x00010000), put32(t, 0), put32(t, 0x5F0F3CF5);
    put16(t, 0), put16(t, 1000);                                      // flags, units an em
    for (int i = 0; i < 4; ++i) put32(t, 0);                          // dates
    put16(t, 0), put16(t, -200), put16(t, 500), put16(t, 800);        // bounds
    put16(t, 0), put16(t, 8), put16(t, 2), put16(t, 0), put16(t, 0);  // style, smallest size, direction, short loca
    return t;
}

std::string hhea() {
    std::string t;
    put32(t, 0x00010000);
    put16(t, 800), put16(t, -200), put16(t, 0), put16(t, 500);
    for (int i = 0; i < 12; ++i) put16(t, i == 3 ? 1 : 0);  // bearings and caret: slope 1 over 0
    put16(t, 1);                                            // one width for all
    t.resize(36, '\0');
    t[34] = 0, t[35] = 1;
    return t;
}

std::string maxp(int glyphs) {
    std::string t;
    put32(t, 0x00010000);
    put16(t, glyphs);
    for (int i = 0; i < 13; ++i) put16(t, i == 4 ? 1 : 0);  // one zone
    return t;
}

}  // namespace

std::string glyphlessFont(int glyphs) {
    std::map<std::string, std::string> tables;
    tables["head"] = head();
    tables["hhea"] = hhea();
    tables["maxp"] = maxp(glyphs);
    std::string hmtx;
    put16(hmtx, 500);
    hmtx.append(static_cast<std::size_t>(glyphs) * 2, '\0');  // left bearings
    tables["hmtx"] = hmtx;
    tables["loca"] = std::string(static_cast<std::size_t>(glyphs + 1) * 2, '\0');  // every glyph is empty
    tables["glyf"] = std::string(4, '\0');

    const int count = static_cast<int>(tables.size());
    int power = 1, log = 0;
    while (power * 2 <= count) power *= 2, ++log;
    std::string out;
    put32(out, 0x00010000);
    put16(out, count), put16(out, power * 16), put16(out, log), put16(out, (count - power) * 16);
    std::size_t offset = 12 + 16 * tables.size();
    for (const auto& [tag, table] : tables) {
        out += tag;
        put32(out, checksum(table));
        put32(out, static_cast<std::uint32_t>(offset));
        put32(out, static_cast<std::uint32_t>(table.size()));
        offset += (table.size() + 3) / 4 * 4;
    }
    std::size_t adjustment = 0;
    for (const auto& [tag, table] : tables) {
        if (tag == "head") adjustment = out.size() + 8;
        out += table;
        out.resize((out.size() + 3) / 4 * 4, '\0');
    }
    std::string fixed;
    put32(fixed, 0xB1B0AFBAu - checksum(out));
    out.replace(adjustment, 4, fixed);
    return out;
}

}  // namespace redwell::production
