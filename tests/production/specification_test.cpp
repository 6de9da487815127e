#include "production/specification.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace redwell::production {
namespace {

using testing::HasSubstr;

constexpr const char* kLeast = R"({"volume": "VOL001", "bates": {"prefix": "MER-"}})";

void expectRefused(const std::string& json, const std::string& names) {
    const auto read = Specification::fromJson(json);
    ASSERT_FALSE(read) << json;
    EXPECT_EQ(read.error().kind, ErrorKind::Usage) << json;
    EXPECT_THAT(read.error().message(), HasSubstr(names)) << json;
}

// The least specification with one more member.
std::string with(const std::string& member) {
    return R"({"volume": "VOL001", "bates": {"prefix": "MER-"}, )" + member + "}";
}

TEST(Specification, NeedsOnlyVolumeAndPrefix) {
    const auto s = Specification::fromJson(kLeast);
    ASSERT_TRUE(s) << s.error().message();
    EXPECT_EQ(s->volume, "VOL001");
    EXPECT_EQ(s->query, "responsiveness:responsive");
    EXPECT_EQ(s->batesDigits, 8);
    EXPECT_EQ(s->batesStart, 1);
    EXPECT_EQ(s->image, Specification::Image::Tiff);
    EXPECT_EQ(s->loadFiles, (std::vector<std::string>{"dat", "opt"}));
    EXPECT_EQ(s->privileged, Specification::Privileged::Withhold);
    EXPECT_TRUE(s->natives.empty());
}

TEST(Specification, EveryKindMayBeAskedForAsNative) {
    const auto s = Specification::fromJson(
        with(R"("natives": ["pdf", "image", "mail", "text", "chat", "calendar", "container", "unsupported"])"));
    ASSERT_TRUE(s) << s.error().message();
    EXPECT_EQ(s->natives.size(), 8u);
    expectRefused(with(R"("natives": ["xlsx"])"), "'xlsx'");
}

TEST(Specification, RefusesToGuessARequiredMember) {
    expectRefused(R"({"bates": {"prefix": "MER-"}})", "'volume'");
    expectRefused(R"({"volume": "VOL001"})", "'bates'");
    expectRefused(R"({"volume": "VOL001", "bates": {}})", "'bates.prefix'");
    expectRefused(R"({"volume": "VOL001", "bates": {"prefix": ""}})", "'bates.prefix'");
    expectRefused("[]", "not a JSON object");
    expectRefused("{\"volume\": ", "not a JSON object");
    expectRefused("", "not a JSON object");
}

TEST(Specification, ANameThatLeadsOutOfTheFolderIsRefused) {
    for (const char* volume : {"../VOL", "a/b", ".", "VOL 1", "", "V\\u0000L", "V\\nL"})
        expectRefused(std::string(R"({"volume": ")") + volume + R"(", "bates": {"prefix": "M"}})", "'volume'");
    for (const char* prefix : {"../M", "M/", ".hidden", "M:", "M,"})
        expectRefused(std::string(R"({"volume": "V", "bates": {"prefix": ")") + prefix + "\"}}", "'bates.prefix'");
}

TEST(Specification, AMisspeltMemberIsNamedWithTheNearest) {
    expectRefused(with(R"("privilege": "slip_sheet")"), "'privilege' is not known");
    expectRefused(with(R"("privilege": "slip_sheet")"), "'privileged'");
    expectRefused(with(R"("load_file": ["dat"])"), "'load_files'");
    expectRefused(R"({"volume": "V", "bates": {"prefix": "M", "digit": 6}})", "'bates.digit'");
    expectRefused(with(R"("image": {"fromat": "pdf"})"), "'format'");
    expectRefused(with(R"("endorse": {"bottom_middle": "x"})"), "'endorse.bottom_middle'");
}

TEST(Specification, AWrongTypeNamesItsMember) {
    expectRefused(R"({"volume": 1, "bates": {"prefix": "M"}})", "'volume'");
    expectRefused(R"({"volume": "V", "bates": "M"})", "'bates'");
    expectRefused(R"({"volume": "V", "bates": {"prefix": "M", "digits": "8"}})", "'bates.digits'");
    expectRefused(R"({"volume": "V", "bates": {"prefix": "M", "digits": 13}})", "'bates.digits'");
    expectRefused(R"({"volume": "V", "bates": {"prefix": "M", "start": 0}})", "'bates.start'");
    expectRefused(R"({"volume": "V", "bates": {"prefix": "M", "start": 1.5}})", "'bates.start'");
    expectRefused(R"({"volume": "V", "bates": {"prefix": "M", "start": 18446744073709551615}})", "'bates.start'");
    expectRefused(R"({"volume": "V", "bates": {"prefix": "M", "level": "family"}})", "'bates.level'");
    expectRefused(with(R"("query": ["*"])"), "'query'");
    expectRefused(with(R"("image": "pdf")"), "'image'");
    expectRefused(with(R"("image": {"format": "png"})"), "'image.format'");
    expectRefused(with(R"("image": {"dpi": 50})"), "'image.dpi'");
    expectRefused(with(R"("text": "yes")"), "'text'");
    expectRefused(with(R"("natives": "mail")"), "'natives'");
    expectRefused(with(R"("natives": ["msg"])"), "'natives'");
    expectRefused(with(R"("load_files": ["dat", 1])"), "'load_files'");
    expectRefused(with(R"("fields": ["BEGBATES", "BEGBATE"])"), "BEGBATE");
    expectRefused(with(R"("endorse": {"top_left": "{batess}"})"), "{batess}");
    expectRefused(with(R"("endorse": {"top_left": "{bates"})"), "'endorse.top_left'");
    expectRefused(with(R"("privileged": true)"), "'privileged'");
    expectRefused(with(R"("time_zone": "Mars/Olympus")"), "'time_zone'");
}

TEST(Specification, WrittenAndReadAgainIsTheSameToTheByte) {
    const auto s = Specification::fromJson(
        R"({"volume": "VOL_2", "query": "hot:true \"ßtraße\"", "bates": {"prefix": "A.B-", "digits": 6, "start": 77, "level": "document"},
            "image": {"format": "tiff+pdf", "dpi": 200, "color": "never"}, "text": false, "natives": ["mail", "text", "mail"],
            "load_files": ["csv", "lfp"], "fields": ["BEGBATES", "ENDBATES"], "endorse": {"top_center": "{volume} {control}"},
            "privileged": "slip_sheet", "time_zone": "America/New_York"})");
    ASSERT_TRUE(s) << s.error().message();
    EXPECT_EQ(s->natives, (std::vector<std::string>{"mail", "text"}));
    EXPECT_TRUE(s->alsoPdf);
    const auto again = Specification::fromJson(s->toJson());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->toJson(), s->toJson());
    EXPECT_EQ(again->batesStart, 77);
    EXPECT_EQ(again->level, Specification::Level::Document);
    EXPECT_FALSE(again->colorAuto);
    EXPECT_FALSE(again->text);
    EXPECT_EQ(again->endorse, (std::map<std::string, std::string>{{"top_center", "{volume} {control}"}}));
}

TEST(Specification, TheOrderOfMembersDoesNotMatter) {
    const auto one = Specification::fromJson(R"({"volume": "V", "text": true, "bates": {"digits": 5, "prefix": "M"}})");
    const auto other =
        Specification::fromJson(R"({"bates": {"prefix": "M", "digits": 5}, "volume": "V", "text": true})");
    ASSERT_TRUE(one && other);
    EXPECT_EQ(one->toJson(), other->toJson());
}

TEST(Specification, SaysWhetherRedactedPrivilegedDocumentsLeave) {
    const std::string known = R"("volume": "VOL001", "bates": {"prefix": "M-"})";
    const auto plain = Specification::fromJson("{" + known + "}");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->redactedPrivileged, Specification::RedactedPrivileged::Withhold);
    // As it was written before there was a choice: a volume that was sealed keeps its specification.
    EXPECT_EQ(plain->toJson().find("redacted_privileged"), std::string::npos);
    const auto chosen = Specification::fromJson("{" + known + R"(, "redacted_privileged": "produce"})");
    ASSERT_TRUE(chosen);
    EXPECT_EQ(chosen->redactedPrivileged, Specification::RedactedPrivileged::Produce);
    EXPECT_EQ(Specification::fromJson(chosen->toJson())->redactedPrivileged,
              Specification::RedactedPrivileged::Produce);
    EXPECT_FALSE(Specification::fromJson("{" + known + R"(, "redacted_privileged": "redact"})"));
}

}  // namespace
}  // namespace redwell::production
