#include "formats/chat/message_summary.h"

#include "formats/chat/typedstream.h"

#include <cmath>

namespace redwell::formats {

ChatTime appleTime(double since2001) {
    constexpr double kSecondsTo2001 = 978'307'200;
    if (since2001 == 0 || !std::isfinite(since2001)) return {};
    const double seconds = std::abs(since2001) > 1e12 ? since2001 / 1e9 : since2001;
    if (std::abs(seconds) > 1e12) {  // no calendar goes there, and no counter of microseconds
        ChatTime time;
        time.text = std::to_string(since2001) + " since 2001";
        return time;
    }
    return chatTimeFromUnix(static_cast<std::int64_t>((seconds + kSecondsTo2001) * 1e6));
}

std::optional<MessageSummary> summaryOf(const nlohmann::json& list) {
    if (!list.is_object() || list.contains("$objects") ||
        !(list.contains("ec") || list.contains("rp") || list.contains("otr")))
        return std::nullopt;
    MessageSummary summary;
    if (const auto parts = list.find("ec"); parts != list.end() && parts->is_object())
        for (const auto& [part, versions] : parts->items()) {
            if (!versions.is_array() || !summary.versions.empty()) continue;
            for (const auto& version : versions) {
                if (!version.is_object()) continue;
                MessageVersion one;
                const auto at = version.find("d"), text = version.find("t");
                if (at != version.end() && at->is_number()) one.at = appleTime(at->get<double>());
                if (text != version.end() && text->is_binary()) {
                    const auto& bytes = text->get_binary();
                    one.text =
                        typedstreamText({reinterpret_cast<const char*>(bytes.data()), bytes.size()}).value_or("");
                }
                summary.versions.push_back(std::move(one));
            }
        }
    if (const auto parts = list.find("rp"); parts != list.end() && parts->is_array())
        for (const auto& part : *parts)
            if (part.is_number_integer() && part.get<std::int64_t>() >= 0 && part.get<std::int64_t>() < 1000)
                summary.retracted.push_back(part.get<int>());
    return summary;
}

}  // namespace redwell::formats
