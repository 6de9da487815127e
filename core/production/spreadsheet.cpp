#include "production/spreadsheet.h"

#include "base/files.h"
#include "base/text.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <memory>

namespace redwell::production {
namespace {

constexpr std::size_t kLongestCell = 32'000;  // Excel's limit is 32,767 characters
constexpr double kWidest = 60, kNarrowest = 8;

class Workbook {
public:
    explicit Workbook(const std::string& file) : m_book(workbook_new(file.c_str())) {}
    ~Workbook() {
        if (m_book) workbook_close(m_book);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    lxw_workbook* get() { return m_book; }
    lxw_error close() { return workbook_close(std::exchange(m_book, nullptr)); }

private:
    lxw_workbook* m_book;
};

}  // namespace

Status writeSpreadsheet(const std::filesystem::path& file, const std::string& sheet,
                        std::span<const std::string> columns, std::span<const std::vector<std::string>> rows) {
    auto aside = file;
    aside += ".part";
    const Error failed{ErrorKind::Internal, "the spreadsheet could not be written", file.string()};
    // Where no file can be made, the system's reason is a better one than the library's, which it would print itself.
    REDWELL_CHECK(writeFile(aside, ""));
    Workbook book(aside.string());
    if (!book.get()) return failed;
    // A fixed moment: the file tells nothing about the machine, and the same log gives the same bytes.
    lxw_doc_properties properties{};
    properties.created = 1;
    workbook_set_properties(book.get(), &properties);
    auto* page = workbook_add_worksheet(book.get(), sheet.c_str());
    auto* heading = workbook_add_format(book.get());
    format_set_bold(heading);
    format_set_bg_color(heading, 0xE8E3DF);
    format_set_bottom(heading, LXW_BORDER_THIN);
    auto* body = workbook_add_format(book.get());
    format_set_text_wrap(body);
    format_set_align(body, LXW_ALIGN_VERTICAL_TOP);
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto column = static_cast<lxw_col_t>(c);
        std::size_t longest = codePointCount(columns[c]);
        for (const auto& row : rows) longest = std::max(longest, codePointCount(row[c]));
        worksheet_set_column(page, column, column, std::clamp(static_cast<double>(longest) + 2, kNarrowest, kWidest),
                             nullptr);
        worksheet_write_string(page, 0, column, columns[c].c_str(), heading);
        for (std::size_t r = 0; r < rows.size(); ++r)
            worksheet_write_string(page, static_cast<lxw_row_t>(r + 1), column,
                                   elide(cleanUtf8(rows[r][c]), kLongestCell).c_str(), body);
    }
    worksheet_freeze_panes(page, 1, 0);
    worksheet_set_landscape(page);
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_repeat_rows(page, 0, 0);
    if (book.close() != LXW_NO_ERROR) {
        Error error = systemError("the spreadsheet could not be written", file);
        std::error_code ignored;
        std::filesystem::remove(aside, ignored);
        return error;
    }
    std::error_code code;
    std::filesystem::rename(aside, file, code);
    if (code) return failed;
    return syncFolder(file.parent_path().empty() ? "." : file.parent_path());
}

}  // namespace redwell::production
