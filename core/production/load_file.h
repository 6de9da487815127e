// Load files as review platforms read them: Concordance DAT, Opticon OPT, IPRO LFP, CSV. Each is written and read as
// bytes, so that a finished volume is checked from what stands on disk.
#pragma once

#include "base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::production {

// UTF-8 with BOM; separator U+0014, qualifier U+00FE around every value, line feeds inside as U+00AE, CRLF after each
// record. A value's own separator becomes a space, its own qualifier is doubled, its own U+00AE becomes (R).
std::string writeDat(std::span<const std::string> columns, std::span<const std::vector<std::string>> rows);

struct DatTable {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};
// Damaged names the row that does not fit its header.
Result<DatTable> readDat(std::string_view bytes);

// RFC 4180, UTF-8 with BOM. Values that a spreadsheet would take for a formula are given a leading apostrophe.
std::string writeCsv(std::span<const std::string> columns, std::span<const std::vector<std::string>> rows);

struct ImageEntry {
    std::string bates, volume, path;  // path relative to the volume's folder, with backslashes
    bool startsDocument = false;
    int pages = 0;  // of the document, on its first page
    bool operator==(const ImageEntry&) const = default;
};
std::string writeOpt(std::span<const ImageEntry> images);
Result<std::vector<ImageEntry>> readOpt(std::string_view bytes);
std::string writeLfp(std::span<const ImageEntry> images);

}  // namespace redwell::production
