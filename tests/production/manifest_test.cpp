#include "production/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace redwell::production {
namespace {

using nlohmann::json;

Manifest drawn() {
    Manifest m;
    m.specification = *Specification::fromJson(R"({"volume": "VOL001", "bates": {"prefix": "M-"}})");
    m.withheld = 3;
    m.documents.push_back({"M-1",
                           "M-2",
                           "redacted",
                           "TEXT/0001/M-1.txt",
                           "",
                           "",
                           {{"M-1", "IMAGES/0001/M-1.tif", 612, 792, {{72.12345, 70, 110.5, 84}}, {"Privileged"}},
                            {"M-2", "IMAGES/0001/M-2.jpg", 595.276, 841.89, {}, {}}}});
    m.documents.push_back({"M-3", "M-3", "slip_sheet", "", "PDF/0001/M-3.pdf", "", {{"M-3", "", 612, 792, {}, {}}}});
    m.files["TEXT/0001/M-1.txt"] = {std::string(64, 'a'), 12};
    m.files["IMAGES/0001/M-1.tif"] = {std::string(64, 'b'), 3456};
    return m;
}

TEST(Manifest, GivesBackWhatWasWritten) {
    const auto text = drawn().toJson();
    const auto read = Manifest::fromJson(text);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(read->toJson(), text);
    EXPECT_EQ(read->withheld, 3);
    ASSERT_EQ(read->documents.size(), 2u);
    ASSERT_EQ(read->documents[0].pages.size(), 2u);
    ASSERT_EQ(read->documents[0].pages[0].covered.size(), 1u);
    EXPECT_NEAR(read->documents[0].pages[0].covered[0].x0, 72.12345, 0.001);
    EXPECT_EQ(read->documents[0].pages[0].labels, std::vector<std::string>{"Privileged"});
    EXPECT_EQ(read->documents[1].pdf, "PDF/0001/M-3.pdf");
    EXPECT_EQ(read->files.at("IMAGES/0001/M-1.tif").size, 3456);
}

TEST(Manifest, CountsWhatItHolds) {
    const auto counts = json::parse(drawn().toJson()).at("counts");
    EXPECT_EQ(counts.at("documents"), 2);
    EXPECT_EQ(counts.at("pages"), 3);
    EXPECT_EQ(counts.at("redacted"), 1);
    EXPECT_EQ(counts.at("slip_sheets"), 1);
    EXPECT_EQ(counts.at("withheld"), 3);
}

TEST(Manifest, WhatIsNoneIsDamagedAndNotACrash) {
    auto lacking = [](const char* member) {
        auto value = json::parse(drawn().toJson());
        value.erase(member);
        return value.dump();
    };
    auto changed = [](const json::json_pointer& where, const json& what) {
        auto value = json::parse(drawn().toJson());
        value[where] = what;
        return value.dump();
    };
    using P = json::json_pointer;
    for (const auto& text :
         {std::string(), std::string("[]"), std::string("{"), std::string("{\"format\": 7}"), lacking("format"),
          lacking("specification"), lacking("counts"), lacking("documents"), lacking("files"),
          changed(P("/documents"), 5), changed(P("/documents/0"), "M-1"), changed(P("/documents/0/pages"), 5),
          changed(P("/documents/0/pages/0/size"), json::array({612})),
          changed(P("/documents/0/pages/0/covered/0"), json::array({1, 2, 3})), changed(P("/documents/0/text"), 5),
          changed(P("/documents/0/pages/0/labels"), "Privileged"), changed(P("/files/0/size"), "12"),
          changed(P("/files"), json::array({1})), changed(P("/format"), "redwell-production/9")}) {
        const auto read = Manifest::fromJson(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().kind, ErrorKind::Damaged) << text;
    }
    EXPECT_FALSE(Manifest::fromJson(changed(P("/specification/volume"), "../x")));
}

}  // namespace
}  // namespace redwell::production
