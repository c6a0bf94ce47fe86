-- A filter that runs after the citation processor, over a whole document: puts its citations in
-- order, frees those that stand beside other words in a note, and names people family first.

local directory = pandoc.path.directory(PANDOC_SCRIPT_FILE)
local mending = dofile(pandoc.path.join{directory, "mending.lua"})
local stringify = pandoc.utils.stringify

local FAMILY, GIVEN, END = "\u{e010}", "\u{e011}", "\u{e012}"
local WHOLE, SHORT = "\u{e013}", "\u{e014}"
local ANY = "\xEE\x80[\x93-\x95]"  -- these, and what stands after the short form

-- A citation beside other words in a note comes in brackets and without its full stop.
local function freed(inlines)
  local first, last = inlines[1], inlines[#inlines]
  if first and first.t == "Str" and last.t == "Str" and first.c:sub(1, 1) == "("
     and last.c:sub(-1) == ")" then
    first.c = first.c:sub(2)
    last.c = last.c:sub(1, -2)
    if last.c == "" then table.remove(inlines) end  -- what follows meets the quotation before it
    if first.c == "" then table.remove(inlines, 1) end
    local text = mending.plain(inlines):gsub("”$", ""):gsub("’$", "")
    if not text:match("[.?!]$") then table.insert(inlines, {t = "Str", c = "."}) end
  end
  return inlines
end

-- A citation at the head of a paragraph begins with a capital, unless it is the name of a host.
local function capital(inlines)
  local first = inlines[1]
  while first and mending.content(first) do first = mending.content(first)[1] end
  if first and first.t == "Str" and not first.c:find("%.%w") then
    first.c = pandoc.text.upper(pandoc.text.sub(first.c, 1, 1)) .. pandoc.text.sub(first.c, 2)
  end
end

-- Of each description, which is there whole and short, the form that `short` says of its work.
local function described(inlines, short)
  local done, dropped, shortened, raised = {}, false, false, false
  local function marked(mark, before, after)
    if mark == SHORT then
      dropped = not shortened
      if raised and shortened then
        after = pandoc.text.upper(pandoc.text.sub(after, 1, 1)) .. pandoc.text.sub(after, 2)
      end
    elseif mark == WHOLE then
      local work, rest = after:match("^(%d+)" .. WHOLE .. "(.*)$")
      local lead, first = before:match("^(.-)(" .. utf8.charpattern .. ")$")
      after, shortened = rest, short(work)
      dropped, raised = shortened, first ~= pandoc.text.lower(first)
      if shortened then before = lead end
    else
      dropped = false
    end
    return before, after
  end
  for _, inline in ipairs(inlines) do
    if inline.t == "Str" then
      local kept, rest, mark = "", inline.c, nil
      repeat
        local before, found, after = rest:match("^(.-)(" .. ANY .. ")(.*)$")
        if not dropped then kept = kept .. (before or rest) end
        mark, rest = found, after
        if mark then kept, rest = marked(mark, kept, rest) end
      until not mark
      if kept ~= "" then table.insert(done, {t = "Str", c = kept}) end
    elseif not dropped then
      local inner = mending.content(inline)
      if inner then mending.set_content(inline, described(inner, short)) end
      table.insert(done, inline)
    end
  end
  return done
end

-- Blocks, their citations as the inlines that they have become.
local function unwrapped(blocks, free, short)
  for _, block in ipairs(blocks) do
    if block.t == "Para" or block.t == "Plain" then
      local done = {}
      for _, inline in ipairs(block.c) do
        if inline.t == "Cite" then
          local cited = described(inline.c[2], short)
          if free then cited = freed(cited) end
          if free and #done == 0 then capital(cited) end
          table.move(cited, 1, #cited, #done + 1, done)
        else
          table.insert(done, inline)
        end
      end
      for _, inline in ipairs(done) do
        if inline.t == "Note" then unwrapped(inline.c, #inline.c > 1, short) end
      end
      block.c = done
    elseif block.t == "BlockQuote" then
      unwrapped(block.c, free, short)
    end
  end
end

-- The list of works, without those that the style leaves out.
local function listed(blocks)
  for _, block in ipairs(blocks) do
    if block.t == "Div" and block.c[1][1] == "refs" then
      local entries = {}
      for _, entry in ipairs(block.c[2]) do
        local inner = entry.t == "Div" and entry.c[2][1] or entry
        inner.c = described(inner.c, function() return false end)
        if #inner.c > 0 then table.insert(entries, entry) end
      end
      block.c[2] = entries
    end
  end
end

-- "Jong Un Kim" and "Kim, Jong Un" as "Kim Jong Un": a name that is always written so. Its parts
-- are marked and stand in one string once the document is put in order, or in several.
local function family_first(text)
  local function whole(given, family) return family .. " " .. given end
  local function inverted(family, given) return family .. " " .. given end
  text = text:gsub(GIVEN .. "(.-)" .. END .. "[  ]+([^" .. GIVEN .. "]-)" .. FAMILY, whole)
  text = text:gsub("([^, ]+)" .. FAMILY .. ", " .. GIVEN .. "(.-)" .. END, inverted)
  return (text:gsub(FAMILY, ""):gsub(GIVEN, ""):gsub(END, ""))
end

-- The names of a list of inlines, whose parts may be several strings with spaces between.
local function named(inlines)
  local done, name, depth = {}, nil, 0
  local function flush()
    if name then table.insert(done, {t = "Str", c = family_first(name)}) end
    name = nil
  end
  for _, inline in ipairs(inlines) do
    local inner = mending.content(inline)
    if inner then mending.set_content(inline, named(inner)) end
    if inline.t == "Str" or (name and inline.t == "Space") then
      name = (name or "") .. (inline.t == "Str" and inline.c or " ")
    else
      flush()
      table.insert(done, inline)
    end
  end
  flush()
  return done
end

-- Strings with spaces in them, as words again.
local function spaced(str)
  if not str.text:find(" ", 1, true) then return nil end
  local inlines, first = pandoc.Inlines{}, true
  for word in (str.text .. " "):gmatch("([^ ]*) ") do
    if not first then inlines:insert(pandoc.Space()) end
    first = false
    if word ~= "" then inlines:insert(pandoc.Str(word)) end
  end
  return inlines
end

function Pandoc(doc)
  local meta, markup = doc.meta, FORMAT:match("^%a+")
  local before = meta["before-links"]
  local marked = stringify(meta["family-first"] or "") ~= ""
  local made = mending.mender(markup, stringify(meta.inside or "") ~= "", before or {})
  local json = pandoc.json.decode(pandoc.write(pandoc.Pandoc(doc.blocks), "json"), false)
  local seen = {}
  unwrapped(json.blocks, false, function(work)
    local short = seen[work]
    seen[work] = true
    return short
  end)
  listed(json.blocks)
  mending.with_inlines(json.blocks, function(inlines)
    inlines = made(inlines)
    return marked and named(inlines) or inlines
  end)
  local blocks = pandoc.read(pandoc.json.encode(json), "json").blocks
  if marked then blocks = blocks:walk{Str = spaced} end
  local escape = mending.escapes[markup]
  doc.blocks = escape and blocks:walk(escape) or blocks
  for _, name in ipairs{"references", "csl", "target", "inside", "before-links", "numbers",
                        "quotes", "suppress-bibliography", "family-first"} do
    meta[name] = nil
  end
  meta.lang = meta["document-lang"]
  meta["document-lang"] = nil
  doc.meta = meta
  return doc
end
