"""Formulas of diplomacy, and lines that everybody knows: nobody's words, whoever has used them."""

FORMULAS = """
the peoples of the two countries
in the interests of peace and security
the further development of friendly relations
on the basis of mutual respect and equality
the traditional relations of friendship and cooperation
peace and stability on the Korean Peninsula
the friendly relations between the two countries
to further strengthen the friendship between the two peoples
issues of mutual interest and concern
in a warm and friendly atmosphere
on behalf of the government and the people
the strengthening of peace and security in the region
the good health and success in his responsible work
the development of bilateral relations in all fields
relations of friendship and good neighbourliness
respect for sovereignty and territorial integrity
non-interference in each other's internal affairs
exchanged views on the international situation
the treaty of friendship, cooperation and mutual assistance
the comprehensive strategic partnership between the two countries
the denuclearization of the Korean Peninsula
an in-depth exchange of views
the invitation was accepted with gratitude
expressed satisfaction at the results of the talks
the leadership of the Workers' Party of Korea
the President of the Russian Federation
the Ministry of Foreign Affairs of the Russian Federation
the Democratic People's Republic of Korea
the security of Northeast Asia and the world
for the benefit of the two peoples
to peace and prosperity in the region
on the occasion of the anniversary of the founding
a new stage in the relations between the two countries
strengthening of friendship and cooperation between our peoples
the visit to our country at the invitation
the resolution of the United Nations Security Council
political and diplomatic settlement of the nuclear issue
the highest level of mutual trust
over the whole period of diplomatic relations
in the spirit of friendship and mutual understanding
""".strip().split("\n")

KNOWN = """
all happy families are alike
to be or not to be, that is the question
the only thing we have to fear is fear itself
ask not what your country can do for you
workers of the world, unite
a spectre is haunting Europe
I have a dream that one day
an iron curtain has descended across the continent
never in the field of human conflict
we shall fight on the beaches
trust, but verify
tear down this wall
there is nothing new under the sun
the pen is mightier than the sword
all that glitters is not gold
a journey of a thousand miles begins with a single step
power tends to corrupt, and absolute power corrupts absolutely
war is the continuation of politics by other means
government of the people, by the people, for the people
give me liberty, or give me death
we hold these truths to be self-evident
the land of the morning calm
peace for our time
blood, toil, tears and sweat
that's one small step for a man
it was the best of times, it was the worst of times
speak softly and carry a big stick
the end of history and the last man
better to see once than to hear a hundred times
if you want peace, prepare for war
the enemy of my enemy is my friend
divide and rule
the die is cast
history repeats itself, first as tragedy, then as farce
religion is the opium of the people
from each according to his ability, to each according to his needs
no alternative to peace
there is no alternative
as is well known, words are cheap
friends are known in need
""".strip().split("\n")

LINES = [*FORMULAS, *KNOWN]
