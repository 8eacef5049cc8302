#include "output/terminal.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace readout {
namespace {

constexpr std::string_view code(Paint paint) {
  switch (paint) {
    case Paint::bold: return "\x1b[1m";
    case Paint::dim: return "\x1b[2m";
    case Paint::red: return "\x1b[31m";
    case Paint::green: return "\x1b[32m";
    case Paint::yellow: return "\x1b[1;33m";
    case Paint::blue: return "\x1b[34m";
    case Paint::cyan: return "\x1b[36m";
    case Paint::plain: break;
  }
  return "";
}
constexpr std::string_view kReset = "\x1b[0m";

// Controls (C0, DEL, C1), and the marks that turn the direction of what follows, which could make a line lie.
bool harmful(char32_t rune) {
  return rune < 0x20 || (rune >= 0x7F && rune < 0xA0) || (rune >= 0x202A && rune <= 0x202E) || (rune >= 0x2066 && rune <= 0x2069);
}

// One character of a word to be laid out, or a colour code of no width.
struct Cell {
  std::string bytes;
  int width = 0;
};

// Lays words out in lines. Colours are closed at the end of a line and opened again on the next.
class Lines {
 public:
  Lines(const Style& style, std::string_view indent, std::string_view first)
      : style_(style), indent_(indent), first_(first.empty() ? indent : first) {}

  void put(const std::vector<Cell>& word, int width) {
    const int room = std::max(8, style_.width - display_width(indent_));
    if (used_ > 0 && used_ + 1 + width > room) end_line();
    if (used_ == 0) {
      out_ += lines_ == 0 ? first_ : indent_;
      out_ += active_;
    } else {
      out_ += ' ';
      ++used_;
    }
    for (const Cell& cell : word) {
      if (cell.width > 0 && used_ + cell.width > room) {
        end_line();
        out_ += indent_;
        out_ += active_;
      }
      out_ += cell.bytes;
      used_ += cell.width;
      if (starts_with(cell.bytes, "\x1b")) active_ = cell.bytes == kReset ? std::string() : cell.bytes;
    }
  }
  std::string take() {
    if (used_ > 0) end_line();
    return std::move(out_);
  }

 private:
  void end_line() {
    if (!active_.empty()) out_ += kReset;
    out_ += '\n';
    ++lines_;
    used_ = 0;
  }
  const Style& style_;
  std::string_view indent_, first_;
  std::string out_, active_;
  int used_ = 0;
  int lines_ = 0;
};

}  // namespace

std::string plain(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t i = 0; i < text.size();) {
    const Rune rune = rune_at(text, i);
    if (is_space(rune.value)) {
      gap = !out.empty();
    } else if (!harmful(rune.value)) {
      if (gap) out += ' ';
      gap = false;
      append_utf8(out, rune.value);
    }
    i += rune.size;
  }
  return out;
}

std::string paint(const Style& style, Paint paint, std::string_view text) {
  if (!style.colour || paint == Paint::plain || text.empty()) return std::string(text);
  std::string out(code(paint));
  out += text;
  out += kReset;
  return out;
}

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Rune rune = rune_at(text, i);
    width += column_width(rune.value);
    i += rune.size;
  }
  return width;
}

std::string cut(std::string_view text, int width) {
  const std::string line = plain(text);
  if (display_width(line) <= width) return line;
  std::string out;
  int used = 0;
  for (std::size_t i = 0; i < line.size();) {
    const Rune rune = rune_at(line, i);
    const int w = column_width(rune.value);
    if (used + w > width - 1) break;
    out.append(line, i, rune.size);
    used += w;
    i += rune.size;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out + "…";
}

std::string pad(std::string text, int width) {
  for (int n = display_width(text); n < width; ++n) text += ' ';
  return text;
}

std::string wrap(std::string_view text, const Style& style, std::string_view indent, const std::vector<Mark>& marks,
                 std::string_view first) {
  Lines lines(style, indent, first);
  std::vector<Cell> word;
  int width = 0;
  const auto flush = [&] {
    if (!word.empty()) lines.put(word, width);
    word.clear();
    width = 0;
  };
  const auto add = [&](std::string bytes, int w) {
    word.push_back({std::move(bytes), w});
    width += w;
  };
  for (std::size_t i = 0; i <= text.size();) {
    for (const Mark& mark : marks)
      if (mark.span.end == i && !mark.span.empty())
        style.colour ? add(std::string(kReset), 0) : add(std::string(mark.close), display_width(mark.close));
    if (i == text.size()) break;
    const Rune rune = rune_at(text, i);
    const bool space = is_space(rune.value);
    if (space) flush();
    for (const Mark& mark : marks)
      if (mark.span.begin == i && !mark.span.empty())
        style.colour ? add(std::string(code(mark.paint)), 0) : add(std::string(mark.open), display_width(mark.open));
    if (!space && !harmful(rune.value)) {
      std::string bytes;
      append_utf8(bytes, rune.value);
      add(std::move(bytes), column_width(rune.value));
    }
    i += rune.size;
  }
  flush();
  return lines.take();
}

std::string heading(const Style& style, std::string_view text) {
  const std::string line = cut(text, style.width);
  std::string rule;
  for (int i = 0; i < style.width; ++i) rule += "─";
  return paint(style, Paint::bold, line) + "\n" + paint(style, Paint::dim, rule) + "\n";
}

}  // namespace readout
