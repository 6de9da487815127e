// A TIFF of one or many pages, read in memory. One directory is decoded at a time, so that a thousand-page fax
// archive costs no more memory than its largest page.
#pragma once

#include "base/result.h"
#include "formats/image_header.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace redwell::formats {

class TiffFile {
public:
    // bytes must outlive the file. Errors: Damaged, TooLarge.
    static Result<TiffFile> open(std::string_view bytes);
    TiffFile(TiffFile&&) noexcept;
    ~TiffFile();

    struct PageHeader {
        ImageHeader image;
        bool isComplete = true;  // all its data lies within the file
    };
    const std::vector<PageHeader>& pages() const;

    // RGBA of a page (from 1) as stored top row first, transparency on white left to the caller; orientations 5 to 8
    // still need their quarter turn.
    Result<std::vector<std::uint32_t>> decode(int page) const;

private:
    struct State;
    explicit TiffFile(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace redwell::formats
