#include "production/load_file.h"

#include "base/text.h"

#include <algorithm>

namespace redwell::production {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF", kSeparator = "\x14", kQualifier = "\xC3\xBE", kLineFeed = "\xC2\xAE";

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string qualified(std::string value) {
    replaceAll(value, kSeparator, " ");
    replaceAll(value, kLineFeed, "(R)");  // in this format the sign itself means a line feed
    replaceAll(value, kQualifier, std::string(kQualifier) + std::string(kQualifier));
    replaceAll(value, "\r\n", "\n");
    replaceAll(value, "\r", "\n");
    replaceAll(value, "\n", kLineFeed);
    return std::string(kQualifier) + value + std::string(kQualifier);
}

std::string record(std::span<const std::string> values) {
    std::string line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) line += kSeparator;
        line += qualified(values[i]);
    }
    return line + "\r\n";
}

Error damaged(std::size_t row, const std::string& what) {
    return {ErrorKind::Damaged, "record " + std::to_string(row) + " of the load file " + what};
}

// One record from at on; at is moved behind it.
Result<std::vector<std::string>> readRecord(std::string_view bytes, std::size_t& at, std::size_t row) {
    std::vector<std::string> values;
    for (;;) {
        if (bytes.substr(at, kQualifier.size()) != kQualifier)
            return damaged(row, "has a value that does not begin with \u00fe");
        at += kQualifier.size();
        std::string value;
        for (;;) {
            const auto end = bytes.find(kQualifier, at);
            if (end == std::string_view::npos) return damaged(row, "has a value that does not end");
            value += bytes.substr(at, end - at);
            at = end + kQualifier.size();
            if (bytes.substr(at, kQualifier.size()) != kQualifier) break;
            value += kQualifier;
            at += kQualifier.size();
        }
        replaceAll(value, kLineFeed, "\n");
        values.push_back(std::move(value));
        if (bytes.substr(at, kSeparator.size()) != kSeparator) break;
        at += kSeparator.size();
    }
    if (bytes.substr(at, 2) != "\r\n") return damaged(row, "does not end with a line break");
    at += 2;
    return values;
}

std::string csvCell(std::string value) {
    if (!value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos)
        value.insert(value.begin(), '\'');
    if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
    replaceAll(value, "\"", "\"\"");
    return "\"" + value + "\"";
}

}  // namespace

std::string writeDat(std::span<const std::string> columns, std::span<const std::vector<std::string>> rows) {
    std::string bytes(kBom);
    bytes += record(columns);
    for (const auto& row : rows) bytes += record(row);
    return bytes;
}

Result<DatTable> readDat(std::string_view bytes) {
    if (bytes.starts_with(kBom)) bytes.remove_prefix(kBom.size());
    DatTable table;
    std::size_t at = 0;
    REDWELL_TRY(table.columns, readRecord(bytes, at, 0));
    while (at < bytes.size()) {
        const auto row = table.rows.size() + 1;
        REDWELL_TRY(auto values, readRecord(bytes, at, row));
        if (values.size() != table.columns.size())
            return damaged(row, "has " + std::to_string(values.size()) + " values where the header names " +
                                    std::to_string(table.columns.size()));
        table.rows.push_back(std::move(values));
    }
    return table;
}

std::string writeCsv(std::span<const std::string> columns, std::span<const std::vector<std::string>> rows) {
    const auto line = [](std::span<const std::string> values) {
        std::string text;
        for (std::size_t i = 0; i < values.size(); ++i) text += (i > 0 ? "," : "") + csvCell(values[i]);
        return text + "\r\n";
    };
    std::string bytes(kBom);
    bytes += line(columns);
    for (const auto& row : rows) bytes += line(row);
    return bytes;
}

std::string writeOpt(std::span<const ImageEntry> images) {
    std::string bytes;
    for (const auto& image : images) {
        bytes += image.bates + "," + image.volume + "," + image.path + "," + (image.startsDocument ? "Y" : "") + ",,," +
                 (image.startsDocument ? std::to_string(image.pages) : "") + "\r\n";
    }
    return bytes;
}

Result<std::vector<ImageEntry>> readOpt(std::string_view bytes) {
    std::vector<ImageEntry> images;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto end = bytes.find("\r\n", at);
        const auto row = images.size() + 1;
        if (end == std::string_view::npos) return damaged(row, "does not end with a line break");
        const auto parts = split(bytes.substr(at, end - at), ',');
        if (parts.size() != 7 || parts[0].empty() || parts[2].empty()) return damaged(row, "is not of seven parts");
        const bool starts = parts[3] == "Y";
        const bool counted = !parts[6].empty() && parts[6].size() < 8 &&
                             std::ranges::all_of(parts[6], [](char c) { return c >= '0' && c <= '9'; });
        if ((!starts && !parts[3].empty()) || (starts && !counted))
            return damaged(row, "does not say how many pages its document has");
        images.push_back({parts[0], parts[1], parts[2], starts, starts ? std::stoi(parts[6]) : 0});
        at = end + 2;
    }
    return images;
}

std::string writeLfp(std::span<const ImageEntry> images) {
    std::string bytes;
    for (const auto& image : images) {
        const auto slash = image.path.rfind('\\');
        const auto folder = slash == std::string::npos ? std::string() : image.path.substr(0, slash);
        const auto file = slash == std::string::npos ? image.path : image.path.substr(slash + 1);
        const char type = file.ends_with(".jpg") ? '4' : file.ends_with(".pdf") ? '6' : '2';
        bytes += "IM," + image.bates + "," + (image.startsDocument ? "D" : "") + ",0,@" + image.volume + ";" + folder +
                 ";" + file + ";" + type + ",0\r\n";
    }
    return bytes;
}

}  // namespace redwell::production
