#include "reports/html/filters.hpp"

#include <fmt/format.h>

#include <array>
#include <set>
#include <vector>

#include "reports/html/matrix.hpp"
#include "reports/html/words.hpp"

namespace smtpspec::reports::page {
namespace {

void option(Writer& out, const Escaped& value, const Escaped& shown) {
  out << "<option value=\"" << value << "\">" << shown << "</option>";
}

void begin_select(Writer& out, Markup name, Markup label) {
  out << "<label>" << label << " <select name=" << name << "><option value=\"\">all</option>";
}

void end_select(Writer& out) {
  out << "</select></label>\n";
}

// The folders, then the RFCs that only single rules come from. The whole titles would make the list as wide
// as the page.
void rfc_select(Writer& out, const Table& table) {
  std::vector<std::string> names;
  std::set<std::string> further;
  for (const Group& group : table.groups) {
    names.push_back(group.name);
    for (const Row& row : group.rows) further.insert(rfc_name(row.about->clause));
  }
  for (const std::string& name : names) further.erase(name);
  further.erase("");  // of what is of no document
  names.insert(names.end(), further.begin(), further.end());
  begin_select(out, "rfc", "RFC");
  for (const std::string& name : names) {
    const std::string title = title_of(name);
    option(out, line(name), line(title.substr(0, title.find_first_of(":,"))));
  }
  end_select(out);
}

void level_select(Writer& out) {
  using text::Level;
  begin_select(out, "level", "Level");
  for (const Level level :
       {Level::must, Level::must_not, Level::should, Level::should_not, Level::may, Level::states})
    option(out, line(name_of(level)), line(name_of(level)));
  end_select(out);
}

void target_select(Writer& out, const Table& table) {
  if (table.columns.size() < 2) return;
  begin_select(out, "target", "Target");
  for (const Column& column : table.columns) option(out, line(column.anchor), line(column.name));
  end_select(out);
}

void tag_select(Writer& out, const Table& table) {
  std::set<std::string> tags;
  for (const Group& group : table.groups)
    for (const Row& row : group.rows) tags.insert(row.about->tags.begin(), row.about->tags.end());
  if (tags.empty()) return;
  begin_select(out, "tag", "Tag");
  for (const std::string& tag : tags) option(out, line(tag), line(tag));
  end_select(out);
}

void change_select(Writer& out, const Table& table) {
  if (!table.compared) return;
  begin_select(out, "change", "Change");
  out << "<option value=any>any</option>";
  for (const Change change :
       {Change::regressed, Change::different, Change::fixed, Change::added, Change::gone})
    out << "<option>" << word_for(change) << "</option>";
  end_select(out);
}

void status_buttons(Writer& out, const Table& table) {
  out << "<fieldset><legend>Outcome</legend>";
  for (const result::Status status : result::all_statuses) {
    const std::size_t count = count_of(table, status);
    if (count == 0) continue;
    const Words& words = words_of(status);
    out << "<button type=button class=\"s " << words.name << "\" data-outcome=" << words.name
        << " aria-pressed=false>" << words.sign << " " << words.word << " <small>" << number(count)
        << "</small></button>\n";
  }
  if (table.columns.size() > 1)
    out << "<button type=button class=s data-outcome=differ aria-pressed=false>targets differ</button>";
  out << "</fieldset>\n";
}

}  // namespace

void filters(Writer& out, const Table& table) {
  out << "<form class=filters role=search hidden aria-label=\"Narrow the matrix\">\n"
         "<label class=search>Search <input type=search name=q autocomplete=off spellcheck=false "
         "placeholder=\"words, -without\"></label>\n"
         "<label><input type=checkbox name=deep> in transcripts too</label>\n";
  rfc_select(out, table);
  level_select(out);
  target_select(out, table);
  tag_select(out, table);
  change_select(out, table);
  status_buttons(out, table);
  out << "<p><output aria-live=polite></output> <button type=reset>show all</button></p></form>\n";
}

}  // namespace smtpspec::reports::page
