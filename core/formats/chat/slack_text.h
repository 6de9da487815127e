// What people saw where Slack's markup stands: names for <@U123>, channels for <#C123|name>, links with their targets.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace redwell::formats {

// name gives a user's or channel's name by id; empty when it is unknown.
std::string slackText(std::string_view markup, const std::function<std::string(const std::string&)>& name);

}  // namespace redwell::formats
