// Finds words in the pages of one document as the reviewer types them: case and accents do not count, a part of a word
// is enough at either end, a phrase may run over lines and pages.
#pragma once

#include "documents/page.h"
#include "ui/viewer/page_content.h"

#include <stop_token>
#include <string_view>
#include <vector>

namespace redwell::ui {

Hits findWords(const std::vector<documents::Page>& pages, std::string_view phrase, std::stop_token stop = {});

}  // namespace redwell::ui
