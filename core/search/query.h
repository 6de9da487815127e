// A query as reviewers type it, read into a tree. NOT binds tighter than AND, AND tighter than OR; words side by side
// are AND.
#pragma once

#include "base/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::search {

struct Query {
    enum class Kind { All, Text, Field, And, Or, Not };
    Kind kind = Kind::All;
    std::string field;         // for Field: lower case
    std::string text;          // for Text and Field: the words as typed, without quotes
    bool isPhrase = false;     // was quoted
    bool isPrefix = false;     // ended in *
    std::size_t place = 1;     // character of the query it began at, from 1
    std::vector<Query> parts;  // for And, Or (two or more) and Not (one)
};

// Usage errors name the place that could not be read.
Result<Query> parseQuery(std::string_view text);
// The query with every operator and bracket written out.
std::string written(const Query& query);
// Text terms that a matching document may show: those not below a NOT, in the order of the query.
std::vector<const Query*> textTerms(const Query& query);

}  // namespace redwell::search
