// Kinds of personal data that have a shape: found by ICU regular expressions, confirmed by their check digits where
// they have any.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redwell::redaction {

class Pattern {
public:
    // Usage names the patterns there are.
    static Result<Pattern> named(std::string_view name);
    static std::vector<std::string> names();

    // Byte ranges of text, end not included.
    Result<std::vector<std::pair<std::size_t, std::size_t>>> find(const std::string& text) const;

private:
    struct Shape;
    explicit Pattern(const Shape& shape) : m_shape(&shape) {}
    static const std::vector<Shape>& shapes();
    const Shape* m_shape;
};

}  // namespace redwell::redaction
