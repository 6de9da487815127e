#include "ui/production/step_text.h"

#include "production/verify.h"
#include "production/volume_writer.h"
#include "ui/session/text.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

TEST(StepText, NamesTheStepThatCoreIsAt) {
    EXPECT_EQ(stepText(plain(production::kWritingPages), 8, 46), "Step 1 of 3: writing, 8 of 46 pages");
    EXPECT_EQ(stepText(plain(production::kCheckingFiles), 3, 1200), "Step 2 of 3: checking, 3 of 1,200 files");
    EXPECT_EQ(stepText(plain(production::kReadingBack), 3, 40), "Step 3 of 3: reading back, 3 of 40 files");
}

TEST(StepText, TellsTheTimeLeftOnceThereIsEnoughToTellItBy) {
    EXPECT_EQ(timeLeftText(500, 5, 100), "");
    EXPECT_EQ(timeLeftText(60'000, 0, 100), "");
    EXPECT_EQ(timeLeftText(60'000, 100, 100), "");
    EXPECT_EQ(timeLeftText(10'000, 50, 60), "Less than 5 seconds left in this step");
    EXPECT_EQ(timeLeftText(60'000, 50, 100), "About a minute left in this step");
    EXPECT_EQ(timeLeftText(60'000, 10, 100), "About 9 minutes left in this step");
}

}  // namespace
}  // namespace redwell::ui
