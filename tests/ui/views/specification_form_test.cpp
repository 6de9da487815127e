#include "ui/production/specification_form.h"

#include <QCheckBox>

#include <gtest/gtest.h>

#include <algorithm>

namespace redwell::ui {
namespace {

using production::Specification;
using Names = std::vector<std::string>;

class SpecificationFormTest : public testing::Test {
protected:
    void show(const Names& natives) {
        Specification wanted;
        wanted.volume = "VOL001";
        wanted.batesPrefix = "M-";
        wanted.natives = natives;
        form.setSpecification(wanted);
    }
    QCheckBox* box(const char* kind) {
        const auto all = form.findChildren<QCheckBox*>();
        const auto found = std::find_if(all.begin(), all.end(), [&](const QCheckBox* one) {
            return one->property("value").toString() == QLatin1String(kind);
        });
        return found == all.end() ? nullptr : *found;
    }
    Names natives() {
        const auto read = form.specification();
        EXPECT_TRUE(read) << read.error().message();
        return read ? read->natives : Names{};
    }
    SpecificationForm form;
};

TEST_F(SpecificationFormTest, KeepsTheNativesThatItHasNoBoxFor) {
    ASSERT_EQ(box("container"), nullptr);
    const Names saved = {"unsupported", "container", "pdf", "mail"};
    show(saved);
    EXPECT_EQ(natives(), saved) << "in their order too: another order is another specification";
    box("pdf")->setChecked(false);
    box("text")->setChecked(true);
    EXPECT_EQ(natives(), (Names{"unsupported", "container", "mail", "text"}));
    show({});
    EXPECT_EQ(natives(), Names{});
}

TEST_F(SpecificationFormTest, ShowsEveryKindThatCanLeaveAsAFile) {
    for (const char* kind : {"pdf", "image", "mail", "text", "chat", "calendar", "unsupported"}) {
        show({kind});
        ASSERT_NE(box(kind), nullptr) << kind;
        EXPECT_TRUE(box(kind)->isChecked()) << kind;
        EXPECT_EQ(natives(), Names{kind});
    }
}

TEST_F(SpecificationFormTest, LetsPrivilegedDocumentsOutRedacted) {
    auto* box = form.findChild<QCheckBox*>(QStringLiteral("specRedactedPrivileged"));
    ASSERT_NE(box, nullptr);
    show({});
    EXPECT_FALSE(box->isChecked());
    box->setChecked(true);
    const auto read = form.specification();
    ASSERT_TRUE(read);
    EXPECT_EQ(read->redactedPrivileged, Specification::RedactedPrivileged::Produce);
    show({});
    EXPECT_FALSE(box->isChecked());
    form.setSpecification(*read);
    EXPECT_TRUE(box->isChecked());
}

}  // namespace
}  // namespace redwell::ui
