#include "base/json_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace redwell {
namespace {

std::string dumped(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

TEST(JsonText, IsWhatTheLibraryWouldWrite) {
    const std::vector<std::string> list = {"",
                                           "Imogen Vale <ivale@meridian.example>",
                                           "\"Vale, I.\"",
                                           "a\\b",
                                           "t\tn\n",
                                           "\x7f",
                                           std::string("nul\0s", 5),
                                           "gr\u00f6\u00dfer",
                                           "\x01",
                                           "bad \xff\xc3"};
    EXPECT_EQ(jsonOf(list), dumped(list));
    EXPECT_EQ(jsonOf(std::vector<std::string>{}), "[]");
    std::map<std::string, std::string> object;
    for (const auto& text : list) object["key " + text] = text;
    object.erase("key bad \xff\xc3");
    EXPECT_EQ(jsonOf(object), dumped(object));
    EXPECT_EQ(jsonOf(std::map<std::string, std::string>{}), "{}");
    EXPECT_EQ(nlohmann::json::parse(jsonOf(list)).size(), list.size());
}

}  // namespace
}  // namespace redwell
