-- Writes each formatted citation as a piece of its own, in the format that the metadata names.
-- Answer: header, pieces and "end" between record separators, which no citation can hold.
-- A piece of a list of works begins with its key and a unit separator.

local RECORD, UNIT = "\30", "\31"

if PANDOC_VERSION < "3.8" then
  error("pandoc 3.8 or later is needed")
end

local function stringify(value)
  return value and pandoc.utils.stringify(value) or ""
end

-- Layout and case marks of the citation processor; their text stays.
local function unspan(span)
  local content = span.content
  if span.classes:includes("csl-left-margin") then
    content:insert(pandoc.Space())
  end
  return content
end

local function unwrap(element) return element.content end

-- Neighbouring strings as one, spaces single: what a writer must escape may span two strings.
local function joined(inlines)
  local kept = pandoc.Inlines{}
  for _, inline in ipairs(inlines) do
    local last = kept[#kept]
    if inline.t == "Str" and last and last.t == "Str" then
      last.text = last.text .. inline.text
    elseif inline.t ~= "Space" or (last and last.t ~= "Space") then
      kept:insert(inline.t == "Str" and pandoc.Str(inline.text) or inline)
    end
  end
  return kept
end

-- A filter that writes what stands between the two captures of a pattern as raw markup.
local function raw(pattern, format, markup)
  local function str(element)
    local text, pieces, at = element.text, pandoc.Inlines{}, 1
    for from, to in text:gmatch(pattern) do
      pieces:insert(pandoc.Str(text:sub(at, from - 1)))
      pieces:insert(pandoc.RawInline(format, markup))
      at = to
    end
    if at == 1 then return nil end
    pieces:insert(pandoc.Str(text:sub(at)))
    return pieces
  end
  local function link(element) return element, false end
  return {traverse = "topdown", Str = str, Link = link}
end

-- What pandoc's own writers leave to be read as something else.
local escapes = {
  markdown = raw("()&()#?%w+;", "markdown", "\\&"),
  latex = raw("()`()", "latex", "\\textasciigrave{}"),
}

local no_markup = {"Emph", "Strong", "Underline", "SmallCaps", "Superscript", "Subscript",
                   "Strikeout", "Link"}
local no_extensions = {"Underline", "SmallCaps", "Superscript", "Subscript", "Strikeout"}

function Writer(doc)
  local target = stringify(doc.meta["ddr-target"])
  local markup = target:match("^%a+")
  local before_links = doc.meta["ddr-before-links"] or {}
  local options = pandoc.WriterOptions{wrap_text = "none"}
  local pieces = pandoc.List{"ddr-citations 1"}

  local filter = {Span = unspan}
  for _, name in ipairs(markup == "plain" and no_markup or markup == "markdown" and no_extensions
                        or {}) do
    filter[name] = unwrap
  end

  local function announced(link)
    local before = stringify(before_links[link.target])
    return before ~= "" and {pandoc.Str(before), pandoc.Space(), link} or nil
  end

  local function written(inlines)
    inlines = inlines:walk{Link = announced}
    inlines = joined(inlines:walk(filter)):walk{Inlines = joined}
    if escapes[markup] then inlines = inlines:walk(escapes[markup]) end
    local text = pandoc.write(pandoc.Pandoc{pandoc.Plain(inlines)}, target, options)
    text = text:gsub("%s+$", "")
    if markup == "markdown" then text = text:gsub("^%%", "\\%%") end
    return text
  end

  local function of_blocks(blocks)
    return pandoc.utils.blocks_to_inlines(blocks, {pandoc.Space()})
  end

  local function citation(cite)
    local note
    cite:walk{Note = function(element) note = element end}
    pieces:insert(written(note and of_blocks(note.content) or cite.content))
  end

  local function entry(div)
    local key = div.identifier:gsub("^ref%-", "")
    pieces:insert(key .. UNIT .. written(of_blocks(div.content)))
  end

  for _, block in ipairs(doc.blocks) do
    if block.t == "Para" then
      citation(block.content[1])
    elseif block.t == "Div" and block.identifier == "refs" then
      for _, div in ipairs(block.content) do entry(div) end
    end
  end
  pieces:insert("end")
  return table.concat(pieces, RECORD)
end
